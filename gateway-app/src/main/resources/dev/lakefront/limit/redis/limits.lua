-- Takes all charges of a call from their counters, or none. One script is one step for everyone else.
--
-- KEYS  the sorted set of replicas, then the counters
-- ARGV  [1] 'acquire', 'debit' to take even what is not there, or 'look' to take nothing
--       [2] the time in microseconds, or '' for the server's own: only tests tell the time
--       [3] this replica
--       [4] the time in microseconds for which a replica counts as living after its last heartbeat
--       then five for each counter: its kind, the permits, what it holds, and two numbers that each kind explains
-- Answers { 1 admitted | 0 refused | 2 too large, which counter decided, its wait, remaining and reset of each }, times
-- in microseconds.
--
-- Numbers are doubles: integers are exact below 2^53, which is the year 2255 in microseconds.

local mode, given, me, lease = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
local EXACT = 9007199254740992
-- In microseconds, ten years: nothing is told to wait, or kept, for longer.
local LONGEST = 315360000000000
-- In milliseconds. Where a test tells the time, keys outlive what it plays through.
local SPARE = given == '' and 1000 or 3600000

local now
if given == '' then
  local time = redis.call('TIME')
  now = tonumber(time[1]) * 1000000 + tonumber(time[2])
else
  now = tonumber(given)
end

local function written(number)
  return string.format('%.0f', number)
end

local function expire(key, micros)
  redis.call('PEXPIRE', key, written(math.ceil(math.min(math.max(micros, 0), LONGEST) / 1000) + SPARE))
end

-- The quotient of x * y / z rounded down, and what remains, for x < z: exact where the product is not. By digits of
-- seven bits, because z needs up to 45 of the 53.
local function product(x, y, z)
  local whole = x * y
  if whole < EXACT then
    local rest = math.fmod(whole, z)
    return (whole - rest) / z, rest
  end
  local digits = {}
  while y > 0 do
    local digit = math.fmod(y, 128)
    digits[#digits + 1] = digit
    y = (y - digit) / 128
  end
  local quotient, rest = 0, 0
  for i = #digits, 1, -1 do
    local sum = rest * 128 + x * digits[i]
    rest = math.fmod(sum, z)
    quotient = quotient * 128 + (sum - rest) / z
  end
  return quotient, rest
end

local kinds = {}

-- Comes back evenly: so much in so many microseconds, reduced to lowest terms. Kept is since when it has been refilling
-- and what was spent since, so that nothing is ever rounded. An absent bucket is full.
kinds['refill'] = function(key, capacity, amount, period)
  local kept = redis.call('HMGET', key, 't', 's')
  local since, spent = tonumber(kept[1]), tonumber(kept[2])
  if not since then
    since, spent = now, 0
  elseif now < since then
    -- The clock was set back: what came back in part is lost, nothing more.
    since = now
  end
  local whole = math.floor((now - since) / period)
  since, spent = since + whole * period, spent - whole * amount
  local available = capacity - spent + product(now - since, amount, period)
  if available >= capacity then
    since, spent, available = now, 0, capacity
  end
  local self = {}
  function self.remaining()
    return available
  end
  function self.wait(permits)
    local missing = spent + permits - capacity
    if available >= permits then
      return 0
    end
    local rest = math.fmod(missing, amount)
    local micros, part = product(rest, period, amount)
    return (missing - rest) / amount * period + micros + (part > 0 and 1 or 0) - (now - since)
  end
  function self.take(permits)
    spent, available = spent + permits, available - permits
    redis.call('HSET', key, 't', written(since), 's', written(spent))
    expire(key, self.wait(capacity))
  end
  return self
end

-- Comes back when a day, week or month ends: at the first of two moments that has not passed. The clock of the replica
-- that names them may be an hour off.
kinds['calendar'] = function(key, capacity, first, second)
  local kept = redis.call('HMGET', key, 'e', 's')
  local ends, spent = tonumber(kept[1]), tonumber(kept[2])
  if not ends or now >= ends then
    ends, spent = now < first and first or second, 0
    if now >= ends then
      return nil
    end
  end
  local self = {}
  function self.remaining()
    return capacity - spent
  end
  function self.wait(permits)
    return capacity - spent >= permits and 0 or ends - now
  end
  function self.take(permits)
    spent = spent + permits
    redis.call('HSET', key, 'e', written(ends), 's', written(spent))
    expire(key, ends - now)
  end
  return self
end

-- Comes back a length after the end of the slot in which it was spent. Kept is what was spent in each slot.
kinds['rolling'] = function(key, capacity, length, slot)
  local kept = redis.call('HGETALL', key)
  local slots, spent, latest = {}, 0, 0
  for i = 1, #kept, 2 do
    local number, permits = tonumber(kept[i]), tonumber(kept[i + 1])
    if (number + 1) * slot + length <= now then
      redis.call('HDEL', key, kept[i])
    else
      slots[#slots + 1] = { number, permits }
      spent = spent + permits
      latest = math.max(latest, number)
    end
  end
  local self = {}
  function self.remaining()
    return capacity - spent
  end
  function self.wait(permits)
    local missing = spent + permits - capacity
    if missing <= 0 then
      return 0
    end
    table.sort(slots, function(one, other) return one[1] < other[1] end)
    for _, each in ipairs(slots) do
      missing = missing - each[2]
      if missing <= 0 then
        return (each[1] + 1) * slot + length - now
      end
    end
    return length
  end
  function self.take(permits)
    -- A clock that was set back goes on in the slot that has begun.
    local number = math.max(latest, math.floor(now / slot))
    spent, latest = spent + permits, number
    local mine = slots[1]
    for _, each in ipairs(slots) do
      mine = each
      if each[1] == number then
        break
      end
    end
    if not mine or mine[1] ~= number then
      mine = { number, 0 }
      slots[#slots + 1] = mine
    end
    mine[2] = mine[2] + permits
    redis.call('HSET', key, written(number), written(mine[2]))
    expire(key, (number + 1) * slot + length - now)
  end
  return self
end

-- Comes back when calls end. Kept is how many each replica holds; what dead ones held is free. The first number is what
-- a refused call is told to wait, the second how long the key is kept: replicas renew it far more often.
kinds['places'] = function(key, capacity, wait, keep)
  local kept = redis.call('HGETALL', key)
  local held = 0
  for i = 1, #kept, 2 do
    local seen = kept[i] ~= me and tonumber(redis.call('ZSCORE', KEYS[1], kept[i]) or nil)
    if kept[i] == me or (seen and seen > now - lease) then
      held = held + tonumber(kept[i + 1])
    else
      redis.call('HDEL', key, kept[i])
    end
  end
  local self = {}
  function self.remaining()
    return capacity - held
  end
  function self.wait(permits)
    return capacity - held >= permits and 0 or wait
  end
  function self.take(permits)
    held = held + permits
    redis.call('HINCRBY', key, me, permits)
    expire(key, keep)
  end
  function self.reset()
    return 0
  end
  return self
end

local counters = {}
for i = 2, #KEYS do
  local at = 5 * (i - 2) + 4
  local counter = kinds[ARGV[at + 1]](KEYS[i], tonumber(ARGV[at + 3]), tonumber(ARGV[at + 4]), tonumber(ARGV[at + 5]))
  if not counter then
    return redis.error_reply('LAKEFRONT the clock of the replica is too far off')
  end
  counter.permits, counter.capacity = tonumber(ARGV[at + 2]), tonumber(ARGV[at + 3])
  counters[#counters + 1] = counter
end

local status, decided, longest = 1, 0, 0
if mode == 'acquire' then
  for i, counter in ipairs(counters) do
    if counter.permits > counter.capacity then
      if status ~= 2 then
        status, decided, longest = 2, i, 0
      end
    elseif status ~= 2 then
      local wait = counter.wait(counter.permits)
      if wait > longest then
        status, decided, longest = 0, i, wait
      end
    end
  end
end

local answer = { status, decided, math.min(longest, LONGEST) }
for _, counter in ipairs(counters) do
  if status == 1 and mode ~= 'look' then
    counter.take(counter.permits)
  end
  local remaining = counter.remaining()
  local shown = math.max(0, remaining)
  local reset = 0
  if remaining < counter.capacity then
    reset = counter.reset and counter.reset() or counter.wait(shown + 1)
  end
  answer[#answer + 1] = shown
  answer[#answer + 1] = math.min(reset, LONGEST)
end
return answer
