-- One way to finish, hold and put off an item of a queue; see bot/store/streams.py.
-- An item is a hash (kind, payload, delivery, fence, message, holder); the stream and the set of
-- later ones carry only its id. Whoever took it last has the highest fence, nobody else may act.

local GROUP = 'workers'

local function now_ms()
  local t = redis.call('TIME')
  return t[1] * 1000 + math.floor(t[2] / 1000)
end

-- ids come from the caller; `kind` and `payload` rest in the item, never in the stream
local function queue_add(stream, item, id, kind, payload)
  redis.call('HSET', item, 'kind', kind, 'payload', payload, 'delivery', 0)
  redis.call('XADD', stream, '*', 'id', id)
end

local function queue_holds(item, fence)
  return fence ~= '' and redis.call('HGET', item, 'fence') == fence
end

local function queue_take_off(stream, item)
  local message = redis.call('HGET', item, 'message')
  redis.call('XACK', stream, GROUP, message)
  redis.call('XDEL', stream, message)
end

local function queue_finish(stream, item)
  queue_take_off(stream, item)
  redis.call('DEL', item)
end

local function queue_put_off(stream, later, item, id, delay_ms)
  queue_take_off(stream, item)
  redis.call('HDEL', item, 'fence', 'message', 'holder')
  redis.call('ZADD', later, now_ms() + delay_ms, id)
end
