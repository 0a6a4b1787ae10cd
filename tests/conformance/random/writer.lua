-- Lines with indentation; what the two printers share.

local Writer = {}
Writer.__index = Writer

function Writer.new(step)
  return setmetatable({lines = {}, depth = 0, step = step}, Writer)
end

function Writer:line(format, ...)
  local text = select("#", ...) > 0 and format:format(...) or format
  table.insert(self.lines, self.step:rep(self.depth) .. text)
end

function Writer:indented(write)
  self.depth = self.depth + 1
  write()
  self.depth = self.depth - 1
end

function Writer:text()
  return table.concat(self.lines, "\n") .. "\n"
end

return Writer
