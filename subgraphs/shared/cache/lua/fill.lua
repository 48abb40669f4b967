-- Writes a loaded value, if and only if the lease is still ours and nothing that touches the value was invalidated since its
-- load began.
--
-- KEYS  1 entry   2 lease   3 log   4 those who wait   then per stamp: its version, its index
-- ARGV  1 token   2 log position: id   3 log position: nonce   4 lifetime in ms   5 envelope head   6 payload
--       7 a version never used before   8 entry name   then per stamp: its name as it lies in the envelope
-- Returns { 'KEPT' }
--         { 'LOST' }     the lease is not ours (it ran out, or the key was invalidated)
--         { 'TOUCHED' }  an invalidation since the load began names this entry or one of its stamps
--         { 'GAP' }      the log no longer says what was invalidated since
--         { 'PATTERNS', id, nonce, pattern, … } nothing else touches it, but these patterns came since: the caller matches
--                        them against the text and fills again from this newer position; the lease is kept
--
-- O(stamps of the entry + invalidations since the load began, at most MAX_EVENTS).
local MAX_EVENTS = 256
local STAMP_SLACK_MS = 3600000
local PRUNE = 8

if redis.call('GET', KEYS[2]) ~= ARGV[1] then return { 'LOST' } end

local function giveBack(outcome)
  for _, channel in ipairs(redis.call('SMEMBERS', KEYS[4])) do redis.call('PUBLISH', channel, 'free ' .. ARGV[8]) end
  redis.call('DEL', KEYS[2], KEYS[4])
  return { outcome }
end

local events = redis.call('XRANGE', KEYS[3], ARGV[2], '+', 'COUNT', MAX_EVENTS + 1)
if #events == 0 or #events > MAX_EVENTS then return giveBack('GAP') end
if events[1][1] ~= ARGV[2] or events[1][2][2] ~= ARGV[3] then return giveBack('GAP') end

local mine = {}
for i = 9, #ARGV do mine[string.sub(ARGV[i], 3)] = true end

local patterns = {}
for e = 2, #events do
  local fields = events[e][2]
  for f = 3, #fields, 2 do
    local name, value = fields[f], fields[f + 1]
    if name == 'all' then return giveBack('TOUCHED') end
    if name == 's' and mine[value] then return giveBack('TOUCHED') end
    if name == 'e' and value == ARGV[8] then return giveBack('TOUCHED') end
    if name == 'p' then patterns[#patterns + 1] = value end
  end
end
if #patterns > 0 then
  local last = events[#events]
  return { 'PATTERNS', last[1], last[2][2], unpack(patterns) }
end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local lifetime = tonumber(ARGV[4])
local parts = { ARGV[5] }
for i = 9, #ARGV do
  local stamp, index = KEYS[5 + (i - 9) * 2], KEYS[6 + (i - 9) * 2]
  local version = redis.call('GET', stamp)
  if version then
    redis.call('PEXPIRE', stamp, lifetime + STAMP_SLACK_MS, 'GT')
  else
    version = ARGV[7]
    redis.call('SET', stamp, version, 'PX', lifetime + STAMP_SLACK_MS)
  end
  parts[#parts + 1] = ARGV[i] .. version
  redis.call('ZADD', index, now + lifetime, ARGV[8])
  local gone = redis.call('ZRANGEBYSCORE', index, '-inf', now, 'LIMIT', 0, PRUNE)
  if #gone > 0 then redis.call('ZREM', index, unpack(gone)) end
  if redis.call('PTTL', index) < lifetime then redis.call('PEXPIRE', index, lifetime + STAMP_SLACK_MS) end
end
parts[#parts + 1] = ARGV[6]
redis.call('SET', KEYS[1], table.concat(parts), 'PX', lifetime)
return giveBack('KEPT')
