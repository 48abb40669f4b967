-- Gives a lease back, if it is still ours, and tells those who wait for it.
--
-- KEYS  1 lease   2 those who wait
-- ARGV  1 token   2 entry name
-- Returns 1 when it was ours, else 0
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
for _, channel in ipairs(redis.call('SMEMBERS', KEYS[2])) do redis.call('PUBLISH', channel, 'free ' .. ARGV[2]) end
return redis.call('DEL', KEYS[1], KEYS[2]) and 1
