-- Removes entries by name.
--
-- KEYS  per entry: entry, index of its kind
-- ARGV  per entry: its name
-- Returns the number of entries removed
local removed = 0
for i, name in ipairs(ARGV) do
  removed = removed + redis.call('UNLINK', KEYS[i * 2 - 1])
  redis.call('ZREM', KEYS[i * 2], name)
end
return removed
