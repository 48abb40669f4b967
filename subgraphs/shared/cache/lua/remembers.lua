-- Whether the server still has an invalidation that was committed: a server that came back from an older state has not.
--
-- KEYS  1 log
-- ARGV  1 log position: id   2 log position: nonce
-- Returns 1 or 0
local event = redis.call('XRANGE', KEYS[1], ARGV[1], ARGV[1])[1]
return event and event[2][2] == ARGV[2] and 1 or 0
