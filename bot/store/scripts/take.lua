-- KEYS: stream, item, fence counter. ARGV: message, consumer.
-- {kind, payload, delivery, fence}, or nothing where the item was finished meanwhile.
local item = redis.call('HMGET', KEYS[2], 'kind', 'payload')
if not item[1] then
  redis.call('XACK', KEYS[1], GROUP, ARGV[1])
  redis.call('XDEL', KEYS[1], ARGV[1])
  return false
end
local fence = redis.call('INCR', KEYS[3])
local delivery = redis.call('HINCRBY', KEYS[2], 'delivery', 1)
redis.call('HSET', KEYS[2], 'fence', fence, 'message', ARGV[1], 'holder', ARGV[2])
return {item[1], item[2], delivery, fence}
