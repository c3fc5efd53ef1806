-- Keep a revision that follows the current one. KEYS: pointer, this revision, thread (if there is one).
-- ARGV: revision, sealed, draft id, lifetime in ms.
local current = tonumber(redis.call('GET', KEYS[1]) or '0')
if tonumber(ARGV[1]) ~= current + 1 then
  return 0
end
redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[4])
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[4])
if KEYS[3] then
  redis.call('SET', KEYS[3], ARGV[3], 'PX', ARGV[4])
end
return 1
