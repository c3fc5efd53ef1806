-- One vote: counted with its entry, and with the outbox item where it completes the quorum.
-- KEYS 6, 7: outbox, its item. ARGV 5-10: id, revision, digest, person, choice,
-- entitled; 11: state expected; 12, 13: now, keep_s; 14, 15: outbox item's id and payload.
local id, revision, digest, person, choice, entitled = unpack(ARGV, 5, 10)
local expected, now, keep_s = ARGV[11], ARGV[12], tonumber(ARGV[13])

local OUTCOMES = {send_back = 'changes_requested', refuse = 'refused'}

local function touched(signoff)
  for _, toucher in ipairs(cjson.decode(signoff.touched_by)) do
    if toucher == person then
      return true
    end
  end
  return false
end

local function outcome(signoff)
  if choice ~= 'sign' then
    return OUTCOMES[choice]
  end
  local signed = 1
  for field, value in pairs(signoff) do
    if string.sub(field, 1, 5) == 'vote:' and value == 'sign' then
      signed = signed + 1
    end
  end
  return signed >= tonumber(signoff.quorum) and 'approved' or 'in_review'
end

local function objection(signoff)
  if not signoff then return 'unknown_signoff' end
  if signoff.state ~= 'in_review' then return 'not_in_state' end
  if tonumber(signoff.expires_at) <= tonumber(now) then return 'expired' end
  if signoff.revision ~= revision then return 'stale_revision' end
  if signoff.digest ~= digest then return 'stale_digest' end
  if entitled ~= '1' then return 'not_reviewer' end
  if signoff.requester == person then return 'own_request' end
  if touched(signoff) then return 'touched_text' end
  if signoff['vote:' .. person] then return 'already_voted' end
  if outcome(signoff) ~= expected then return 'recount' end
end

local signoff = signoff_read()
local code = objection(signoff)
if code then
  return no(code)
end
local moved = log_moved() or log_append()
if moved then
  return moved
end
redis.call('HSET', SIGNOFF, 'vote:' .. person, choice, 'state', expected)
if expected ~= 'in_review' then
  redis.call('HSET', SIGNOFF, 'decided_by', person, 'decided_at', now)
end
if expected == 'approved' then
  queue_add(KEYS[6], KEYS[7], ARGV[14], 'publish', ARGV[15])
end
signoff_index(id, expected, signoff.created_at, signoff.expires_at)
signoff_keep(tonumber(signoff.expires_at), tonumber(now), keep_s)
return signoff_ok()
