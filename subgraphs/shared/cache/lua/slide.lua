-- Starts an entry's lifetime anew: the server's, the one in the envelope, and that of all it depends on.
--
-- KEYS  1 entry   2 index of the kind   then the entry's stamps
-- ARGV  1 lifetime in ms   2 offset of the expiry in the envelope   3 the new expiry, 8 bytes   4 entry name
-- Returns 1, or 0 when the entry is gone: a slide never makes one
local STAMP_SLACK_MS = 3600000

if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('SETRANGE', KEYS[1], ARGV[2], ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[1])
local time = redis.call('TIME')
redis.call('ZADD', KEYS[2], 'XX', time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[1], ARGV[4])
local lifetime = ARGV[1] + STAMP_SLACK_MS
redis.call('PEXPIRE', KEYS[2], lifetime, 'GT')
for i = 3, #KEYS do redis.call('PEXPIRE', KEYS[i], lifetime, 'GT') end
return 1
