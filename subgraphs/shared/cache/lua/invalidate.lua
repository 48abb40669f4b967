-- Commits an invalidation: at the end of this script no entry that it names is valid in Redis, no load that began before can
-- be kept, and every process that listens has been sent it.
--
-- KEYS  1 log   2 members   then per entry: entry, lease, those who wait for it, index of its kind   then per stamp: its version, its index
-- ARGV  1 a version never used before   2 channel   3 message   4 number of entries   5 entries' lifetime bound in ms
--       6 lease of a member in ms   7 number of log fields   then the log fields (name, value, …)   then the entries' names
-- Returns { entries removed, ms until the list of members is complete, log id, per stamp: its old version ('' when there was none) and how
--           many entries carried it, members: id, ms of lease left, … }
--
-- O(entries, the processes that wait for them, stamps named, log of the entries that carry them): the entries that carry a stamp are not looked for, their index is set aside for sweep.lua.
local LOG_LENGTH = 4096

local entryCount, fieldCount = tonumber(ARGV[4]), tonumber(ARGV[7])
local removed = 0
for i = 1, entryCount do
  local at, name = 3 + (i - 1) * 4, ARGV[7 + fieldCount + i]
  removed = removed + redis.call('UNLINK', KEYS[at])
  for _, waiting in ipairs(redis.call('SMEMBERS', KEYS[at + 2])) do redis.call('PUBLISH', waiting, 'free ' .. name) end
  redis.call('DEL', KEYS[at + 1], KEYS[at + 2])
  redis.call('ZREM', KEYS[at + 3], name)
end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local old = {}
for at = 3 + entryCount * 4, #KEYS, 2 do
  old[#old + 1] = redis.call('GET', KEYS[at]) or ''
  old[#old + 1] = redis.call('ZCOUNT', KEYS[at + 1], '(' .. now, '+inf')
  redis.call('SET', KEYS[at], ARGV[1], 'PX', ARGV[5])
  if redis.call('EXISTS', KEYS[at + 1]) == 1 then
    redis.call('RENAME', KEYS[at + 1], KEYS[at + 1] .. ':' .. ARGV[1])
    redis.call('PEXPIRE', KEYS[at + 1] .. ':' .. ARGV[1], ARGV[5])
  end
end

local fields = {}
for i = 8, 7 + fieldCount do fields[#fields + 1] = ARGV[i] end
local id = redis.call('XADD', KEYS[1], 'MAXLEN', '~', LOG_LENGTH, '*', 'n', ARGV[1], unpack(fields))

local receivers = redis.call('PUBLISH', ARGV[2], id .. ' ' .. ARGV[1] .. ' ' .. ARGV[3])

local live, complete, fresh = {}, now + ARGV[6], false
local members = redis.call('HGETALL', KEYS[2])
for i = 1, #members, 2 do
  local member, value = members[i], tonumber(members[i + 1])
  if member == '@complete' then
    complete = value
  elseif member == '@fresh' then
    fresh = true
  elseif value > now then
    live[#live + 1] = member
    live[#live + 1] = value - now
  else
    redis.call('HDEL', KEYS[2], member)
  end
end
if fresh and receivers == #live / 2 then complete = now end
return { removed, math.max(0, complete - now), id, old, live }
