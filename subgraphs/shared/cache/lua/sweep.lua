-- Removes a page of the entries that carried a stamp's old version. They are invalid already; this frees their memory and
-- counts them.
--
-- KEYS  1 the index that an invalidation set aside
-- ARGV  1 what an entry's key begins with   2 the stamp's name and old version, as they lie in an envelope
--       3 page size   4, 5 what the key of a kind's index begins and ends with
-- Returns { entries removed, entries left in the index }
--
-- An entry that was filled again since carries a new version and stays. Entry keys are made from the index's members, so on
-- a cluster this script must be replaced by one call per entry.
local USUAL_HEAD_BYTES, HEAD_BYTES = 1023, 8191

local function carriesIt(key)
  local head = redis.call('GETRANGE', key, 0, USUAL_HEAD_BYTES)
  if string.find(head, ARGV[2], 1, true) then return true end
  if #head <= USUAL_HEAD_BYTES then return false end
  return string.find(redis.call('GETRANGE', key, 0, HEAD_BYTES), ARGV[2], 1, true)
end

local names = redis.call('ZRANGE', KEYS[1], 0, ARGV[3] - 1)
local removed = 0
for _, name in ipairs(names) do
  local key = ARGV[1] .. name .. '}'
  if carriesIt(key) then
    removed = removed + redis.call('UNLINK', key)
    redis.call('ZREM', ARGV[4] .. string.match(name, '^[^:]+') .. ARGV[5], name)
  end
end
if #names > 0 then redis.call('ZREMRANGEBYRANK', KEYS[1], 0, #names - 1) end
return { removed, redis.call('ZCARD', KEYS[1]) }
