-- One transition. ARGV 5-8: id, source, to, actor; 9, 10: now, keep_s.
local signoff = signoff_read()
if not signoff then
  return no('unknown_signoff')
end
if signoff.state ~= ARGV[6] then
  return no('not_in_state')
end
local moved = log_moved() or log_append()
if moved then
  return moved
end
redis.call('HSET', SIGNOFF, 'state', ARGV[7])
if ARGV[6] == 'in_review' then
  redis.call('HSET', SIGNOFF, 'decided_by', ARGV[8], 'decided_at', ARGV[9])
end
signoff_index(ARGV[5], ARGV[7], signoff.created_at, signoff.expires_at)
signoff_keep(tonumber(signoff.expires_at), tonumber(ARGV[9]), tonumber(ARGV[10]))
return signoff_ok()
