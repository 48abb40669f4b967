-- Counts the entries of kinds that have not expired, by the server's clock. O(log entries) each.
--
-- KEYS  the kinds' indexes
-- ARGV  none
-- Returns a number per kind
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local counts = {}
for i, key in ipairs(KEYS) do counts[i] = redis.call('ZCOUNT', key, '(' .. now, '+inf') end
return counts
