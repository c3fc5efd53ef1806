-- KEYS: stream, item. ARGV: fence.
if not queue_holds(KEYS[2], ARGV[1]) then
  return 0
end
queue_finish(KEYS[1], KEYS[2])
return 1
