-- publishing → published, failed or ambiguous; the item is finished.
-- ARGV 7-9: state, ledger state, now; 10, 11: external id, url.
if not queue_holds(ITEM, ARGV[5]) then
  return no('claim_lost')
end
local signoff = signoff_read()
if not signoff or signoff.state ~= 'publishing' then
  return no(signoff and 'not_in_state' or 'unknown_signoff')
end
local moved = log_moved() or log_append()
if moved then
  return moved
end
redis.call('HSET', SIGNOFF, 'state', ARGV[7], 'external_id', ARGV[10],
  'url', ARGV[11])
redis.call('HSET', LEDGER, 'state', ARGV[8], 'at', ARGV[9],
  'external_id', ARGV[10], 'url', ARGV[11])
ledger_keep()
queue_finish(OUTBOX, ITEM)
return {'ok'}
