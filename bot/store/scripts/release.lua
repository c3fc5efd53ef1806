-- Nothing was sent: publishing → approved, ledger → reserved, the item comes later.
-- ARGV 7: now, 8: delay in ms.
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
redis.call('HSET', SIGNOFF, 'state', 'approved')
redis.call('HSET', LEDGER, 'state', 'reserved', 'at', ARGV[7])
queue_put_off(OUTBOX, LATER, ITEM, ARGV[6], tonumber(ARGV[8]))
return {'ok'}
