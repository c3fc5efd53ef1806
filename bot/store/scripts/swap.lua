-- KEYS: the item. ARGV: tag of the version expected ('' = nothing there), sealed, lifetime in ms.
local resting = redis.call('GET', KEYS[1])
local tag = resting and string.sub(resting, -16) or ''
if tag ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1
