-- What the outbox's scripts share; see bot/store/outbox.py. Needs log, queue and signoff.
-- KEYS 6-9: ledger, outbox, its item, those put off. ARGV 5, 6: fence, item's id.

local LEDGER, OUTBOX, ITEM, LATER = KEYS[6], KEYS[7], KEYS[8], KEYS[9]

local function ledger_keep()
  local seconds = redis.call('TTL', SIGNOFF)
  if seconds > 0 then
    redis.call('EXPIRE', LEDGER, seconds)
  end
end
