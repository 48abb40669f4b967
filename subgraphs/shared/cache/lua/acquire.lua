-- Takes the lease on one entry's load and tells where the invalidation log stands.
--
-- KEYS  1 entry   2 lease   3 log   4 those who wait for the holder
-- ARGV  1 token of the would-be holder   2 lease in ms   3 a version never used before   4 channel of the would-be holder
-- Returns { acquired (0 or 1), entry exists (0 or 1), log position: id, log position: nonce }
--
-- The position is read BEFORE the load: FILL asks what was invalidated since. The nonce tells a log that was lost and begun
-- anew from the one that was read. "exists" is told because an entry may have been filled since the reader looked. Who comes
-- second is told on its channel when the lease is given back.
local acquired = redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) and 1 or 0
local exists = redis.call('EXISTS', KEYS[1])
if acquired == 0 then
  redis.call('SADD', KEYS[4], ARGV[4])
  redis.call('PEXPIRE', KEYS[4], ARGV[2])
  return { 0, exists, '', '' }
end
local last = redis.call('XREVRANGE', KEYS[3], '+', '-', 'COUNT', 1)[1]
if last then return { 1, exists, last[1], last[2][2] } end
local id = redis.call('XADD', KEYS[3], '*', 'n', ARGV[3])
return { 1, exists, id, ARGV[3] }
