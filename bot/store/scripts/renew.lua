-- KEYS: stream, item. ARGV: fence.
if not queue_holds(KEYS[2], ARGV[1]) then
  return 0
end
local held = redis.call('HMGET', KEYS[2], 'message', 'holder')
redis.call('XCLAIM', KEYS[1], GROUP, held[2], 0, held[1], 'IDLE', 0, 'JUSTID')
return 1
