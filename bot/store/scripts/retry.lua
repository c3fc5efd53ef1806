-- KEYS: stream, item, later. ARGV: fence, id, delay in ms.
if not queue_holds(KEYS[2], ARGV[1]) then
  return 0
end
queue_put_off(KEYS[1], KEYS[3], KEYS[2], ARGV[2], tonumber(ARGV[3]))
return 1
