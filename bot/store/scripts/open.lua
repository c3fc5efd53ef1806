-- A new sign-off. KEYS 6, 7: publication, of its requester.
-- ARGV 5-9: id, created_at, expires_at, now, keep_s; 10: publication; then the fields.
if redis.call('EXISTS', SIGNOFF) == 1 then
  return no('not_in_state')
end
local moved = log_moved() or log_append()
if moved then
  return moved
end
local id, created_at, expires_at = ARGV[5], ARGV[6], ARGV[7]
redis.call('HSET', SIGNOFF, unpack(ARGV, 11))
signoff_index(id, 'in_review', created_at, expires_at)
redis.call('ZADD', KEYS[7], created_at, id)
redis.call('ZREMRANGEBYRANK', KEYS[7], 0, -101)
local seconds = signoff_keep(tonumber(expires_at), tonumber(ARGV[8]), tonumber(ARGV[9]))
redis.call('SET', KEYS[6], ARGV[10], 'EX', seconds)
return signoff_ok()
