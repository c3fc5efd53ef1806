-- KEYS: stream, item, dead letters. ARGV: fence, id, cause, seconds to keep the item.
if not queue_holds(KEYS[2], ARGV[1]) then
  return 0
end
local item = redis.call('HMGET', KEYS[2], 'kind', 'delivery')
redis.call('XADD', KEYS[3], 'MAXLEN', '~', 10000, '*',
  'id', ARGV[2], 'kind', item[1], 'delivery', item[2], 'cause', ARGV[3])
queue_take_off(KEYS[1], KEYS[2])
redis.call('HDEL', KEYS[2], 'fence', 'message', 'holder')
redis.call('EXPIRE', KEYS[2], ARGV[4])
return 1
