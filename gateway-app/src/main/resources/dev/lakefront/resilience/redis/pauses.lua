-- Notes that an endpoint is to be left alone, where one is named, and answers all that are, each with the microseconds
-- that are left.
--
-- KEYS  the sorted set of endpoints, by when their pauses end
-- ARGV  nothing, or an endpoint and for how many microseconds
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
if ARGV[1] then
  redis.call('ZADD', KEYS[1], 'GT', string.format('%.0f', now + tonumber(ARGV[2])), ARGV[1])
end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now))
local pauses = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', '+inf', 'WITHSCORES', 'LIMIT', 0, 1000)
local answer = {}
local longest = 0
for i = 1, #pauses, 2 do
  local left = tonumber(pauses[i + 1]) - now
  longest = math.max(longest, left)
  answer[i] = pauses[i]
  answer[i + 1] = left
end
if ARGV[1] then
  redis.call('PEXPIRE', KEYS[1], string.format('%.0f', math.ceil(longest / 1000) + 1000))
end
return answer
