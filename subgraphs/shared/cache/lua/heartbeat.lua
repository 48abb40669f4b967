-- Renews a process's right to serve from memory and sends it its own heartbeat.
--
-- KEYS  1 members   2 log
-- ARGV  1 member   2 lease in ms   3 the member's channel   4 the heartbeat
-- Returns 1
--
-- The process counts its lease from the moment when it SENT a heartbeat that it has HEARD on its subscriber: messages arrive
-- in order, so it has then applied every invalidation committed before. The server's clock judges the leases written here.
--
-- When the hash is new, members that it lost may still hold a lease: it is complete only one lease later ('@complete').
-- '@fresh' says that the service never had one that could be lost (nothing was invalidated yet, nothing evicted, the server
-- is older than a lease); then it is complete as soon as everybody who listens is in it.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local complete = redis.call('HGET', KEYS[1], '@complete')
if not complete then
  redis.call('HSET', KEYS[1], '@complete', now + ARGV[2])
  local stats, server = redis.pcall('INFO', 'stats'), redis.pcall('INFO', 'server')
  if type(stats) == 'string' and type(server) == 'string' then
    local uptime = tonumber(string.match(server, 'uptime_in_seconds:(%d+)') or 0)
    local evicted = string.match(stats, 'evicted_keys:(%d+)')
    if uptime * 1000 > tonumber(ARGV[2]) and evicted == '0' and redis.call('XLEN', KEYS[2]) <= 1 then
      redis.call('HSET', KEYS[1], '@fresh', 1)
    end
  end
elseif tonumber(complete) < now then
  redis.call('HDEL', KEYS[1], '@fresh')
end
redis.call('HSET', KEYS[1], ARGV[1], now + ARGV[2])
redis.call('PUBLISH', ARGV[3], ARGV[4])
return 1
