-- What every script about a sign-off shares; see bot/store/signoffs.py.
-- KEYS 3, 4, 5: the sign-off, those in review, their deadlines. (1, 2: log.lua)
-- A sign-off is a hash; each vote is a field 'vote:<person>' of it.

local SIGNOFF, IN_REVIEW, DEADLINES = KEYS[3], KEYS[4], KEYS[5]

local function no(code)
  return {'no', code}
end

-- The sign-off as a table of its fields, or nil.
local function signoff_read()
  local flat = redis.call('HGETALL', SIGNOFF)
  if #flat == 0 then
    return nil
  end
  local signoff = {}
  for i = 1, #flat, 2 do
    signoff[flat[i]] = flat[i + 1]
  end
  return signoff
end

local function signoff_index(id, state, created_at, expires_at)
  if state == 'in_review' then
    redis.call('ZADD', IN_REVIEW, created_at, id)
    redis.call('ZADD', DEADLINES, expires_at, id)
  else
    redis.call('ZREM', IN_REVIEW, id)
    redis.call('ZREM', DEADLINES, id)
  end
end

-- Kept for `keep_s` after its deadline, or after the last thing that happened to it.
local function signoff_keep(expires_at, now, keep_s)
  local seconds = math.ceil(keep_s + math.max(0, expires_at - now))
  redis.call('EXPIRE', SIGNOFF, seconds)
  return seconds
end

local function signoff_ok()
  return {'ok', redis.call('HGETALL', SIGNOFF)}
end
