-- Prints a table, given as an array of lines, each an array of cells; the first line is the heading.
local function print_markdown(lines)
  for i, cells in ipairs(lines) do
    print("| " .. table.concat(cells, " | ") .. " |")
    if i == 1 then print("|---|" .. ("---:|"):rep(#cells - 1)) end
  end
end

local function print_text(lines)
  local widths = {}
  for _, cells in ipairs(lines) do
    for i, cell in ipairs(cells) do widths[i] = math.max(widths[i] or 0, utf8.len(cell)) end
  end
  for _, cells in ipairs(lines) do
    local padded = {}
    for i, cell in ipairs(cells) do
      local space = (" "):rep(widths[i] - utf8.len(cell))
      padded[i] = i == 1 and cell .. space or space .. cell
    end
    print((table.concat(padded, "  ")))
  end
end

return function(style, lines)
  if style == "markdown" then print_markdown(lines) else print_text(lines) end
end
