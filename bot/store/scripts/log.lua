-- One way to append to the decision log; see bot/store/decisions.py.
-- KEYS 1, 2: log, head. ARGV 1-4: hash the caller chained to, seq, hash, line.

local GENESIS = string.rep('0', 64)

-- The reply for a caller who chained to an older head, or nil.
local function log_moved()
  local head = redis.call('HMGET', KEYS[2], 'seq', 'hash')
  local hash = head[2] or GENESIS
  if hash ~= ARGV[1] then
    return {'moved', head[1] or '0', hash}
  end
end

-- The first write of every script: where it fails nothing else has happened, and the reply says so.
local function log_append()
  local added = redis.pcall('XADD', KEYS[1], ARGV[2] .. '-0', 'line', ARGV[4])
  if type(added) == 'table' and added.err then
    return {'broken'}
  end
  redis.call('HSET', KEYS[2], 'seq', ARGV[2], 'hash', ARGV[3])
end
