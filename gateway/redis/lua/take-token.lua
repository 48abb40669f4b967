-- Takes a token from a bucket that holds `capacity` tokens and gets one back every `interval`. What is kept is not the tokens but
-- the time at which the bucket will be full again, from which they follow (the generic cell rate algorithm, ITU-T I.371).
--
-- KEYS  1 the bucket: the time at which it is full, in ms
-- ARGV  1 capacity   2 interval in ms   3 now in ms; empty for the server's clock, which is the same for all processes
-- Returns 0 when a token was taken, else the ms until there is one
local capacity, interval, now = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + time[2] / 1000
end
local whole = capacity * interval
-- A clock that was set back makes nobody wait longer than for an empty bucket.
local full = math.min(math.max(tonumber(redis.call('GET', KEYS[1])) or now, now), now + whole) + interval
local wait = full - whole - now
-- Less is the rounding of what is kept.
if wait > 0.5 then return math.ceil(wait) end
redis.call('SET', KEYS[1], string.format('%.3f', full), 'PX', math.ceil(full - now))
return 0
