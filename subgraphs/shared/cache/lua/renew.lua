-- Keeps a lease during a long load, if it is still ours.
--
-- KEYS  1 lease
-- ARGV  1 token   2 lease in ms
-- Returns 1 when it was ours, else 0
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
