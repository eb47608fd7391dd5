-- Says how many places of calls in flight this replica holds, or gives some back.
--
-- KEYS  counters of places
-- ARGV  [1] 'hold' to set them, 'give-back' to subtract
--       [2] this replica
--       [3] for how many milliseconds the counters are kept
--       then one number for each counter
for i, key in ipairs(KEYS) do
  local places = tonumber(ARGV[3 + i])
  if ARGV[1] == 'give-back' then
    places = tonumber(redis.call('HGET', key, ARGV[2]) or 0) - places
  end
  if places > 0 then
    redis.call('HSET', key, ARGV[2], string.format('%.0f', places))
    redis.call('PEXPIRE', key, ARGV[3])
  else
    redis.call('HDEL', key, ARGV[2])
  end
end
return {}
