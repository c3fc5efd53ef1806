-- KEYS: seen, stream, item. ARGV: seconds to remember, id, kind, payload.
if not redis.call('SET', KEYS[1], '1', 'NX', 'EX', ARGV[1]) then
  return 0
end
queue_add(KEYS[2], KEYS[3], ARGV[2], ARGV[3], ARGV[4])
return 1
