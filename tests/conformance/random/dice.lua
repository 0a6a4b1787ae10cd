-- A small generator of random numbers whose sequence depends on the seed only, on every platform
-- and in every version of Lua.

local Dice = {}
Dice.__index = Dice

function Dice.new(seed)
  local dice = setmetatable({state = seed * 2862933555777941757 + 3037000493}, Dice)
  for _ = 1, 4 do dice:roll(2) end
  return dice
end

-- An integer from 1 to `sides`.
function Dice:roll(sides)
  self.state = self.state * 6364136223846793005 + 1442695040888963407
  local high = self.state >> 33
  return high % sides + 1
end

-- True in `percent` of the cases.
function Dice:chance(percent)
  return self:roll(100) <= percent
end

function Dice:pick(list)
  return list[self:roll(#list)]
end

-- A key of `weights` (array of {key, weight}), as often as its weight says.
function Dice:weighted(weights)
  local total = 0
  for _, entry in ipairs(weights) do total = total + entry[2] end
  local left = self:roll(total)
  for _, entry in ipairs(weights) do
    left = left - entry[2]
    if left <= 0 then return entry[1] end
  end
end

return Dice
