-- Reads the texts of a page of entries without their payloads.
--
-- KEYS  entries
-- ARGV  none
-- Returns per entry its normalised text, or false when it has none or is not an entry
local FIXED, NO_TEXT = 26, 4294967295

local texts = {}
for i, key in ipairs(KEYS) do
  texts[i] = false
  local head = redis.call('GETRANGE', key, 0, 511)
  if #head >= FIXED and string.byte(head, 1) == 196 and string.byte(head, 2) == 1 then
    local length = struct.unpack('<I4', head, 21)
    if length ~= NO_TEXT then
      if FIXED + length > #head then head = redis.call('GETRANGE', key, 0, FIXED + length - 1) end
      texts[i] = string.sub(head, FIXED + 1, FIXED + length)
    end
  end
end
return texts
