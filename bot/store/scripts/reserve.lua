-- approved → publishing, ledger → sending. ARGV 7: now.
if not queue_holds(ITEM, ARGV[5]) then
  return no('claim_lost')
end
if redis.call('HGET', LEDGER, 'state') == 'sending' then
  return no('already_sending')
end
local signoff = signoff_read()
if not signoff or signoff.state ~= 'approved' then
  queue_finish(OUTBOX, ITEM) -- nothing is left to publish; the item would come back for ever
  return no(signoff and 'not_in_state' or 'unknown_signoff')
end
local moved = log_moved() or log_append()
if moved then
  return moved
end
redis.call('HSET', SIGNOFF, 'state', 'publishing')
redis.call('HSET', LEDGER, 'state', 'sending', 'destination', signoff.destination,
  'digest', signoff.digest, 'at', ARGV[7])
local attempt = redis.call('HINCRBY', LEDGER, 'attempt', 1)
ledger_keep()
return {'ok', attempt}
