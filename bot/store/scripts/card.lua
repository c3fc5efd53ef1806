-- Where the card stands. KEYS: the sign-off. ARGV: channel, ts.
if redis.call('EXISTS', KEYS[1]) == 0 then
  return 0
end
redis.call('HSET', KEYS[1], 'card_channel', ARGV[1], 'card_ts', ARGV[2])
return 1
