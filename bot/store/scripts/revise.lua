-- Another text for a sign-off in review: its votes fall away, its card stays.
-- KEYS 6: new publication. ARGV 5-9: id, created_at, expires_at, now, keep_s; 10: publication;
-- 11: the revision that it replaces; then the fields.
local signoff = signoff_read()
if not signoff then
  return no('unknown_signoff')
end
if signoff.state ~= 'in_review' then
  return no('not_in_state')
end
if tonumber(signoff.expires_at) <= tonumber(ARGV[8]) then
  return no('expired')
end
if signoff.revision ~= ARGV[11] then
  return no('stale_revision')
end
local moved = log_moved() or log_append()
if moved then
  return moved
end
redis.call('DEL', SIGNOFF)
redis.call('HSET', SIGNOFF, unpack(ARGV, 12))
redis.call('HSET', SIGNOFF, 'card_channel', signoff.card_channel, 'card_ts', signoff.card_ts)
signoff_index(ARGV[5], 'in_review', ARGV[6], ARGV[7])
local seconds = signoff_keep(tonumber(ARGV[7]), tonumber(ARGV[8]), tonumber(ARGV[9]))
redis.call('SET', KEYS[6], ARGV[10], 'EX', seconds)
return signoff_ok()
