-- Says that this replica lives, forgets those that have not said so for longer than the lease, and counts the rest.
--
-- KEYS  the sorted set of replicas, by when they were last heard
-- ARGV  this replica, the lease in microseconds
-- Answers the server's time in microseconds, 1 when this replica was still known, and how many there are.
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local known = redis.call('ZSCORE', KEYS[1], ARGV[1])
redis.call('ZADD', KEYS[1], string.format('%.0f', now), ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now - tonumber(ARGV[2])))
redis.call('PEXPIRE', KEYS[1], 3600000)
return { now, known and 1 or 0, redis.call('ZCARD', KEYS[1]) }
