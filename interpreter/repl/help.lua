-- Help texts, taken from the definitions for editors (stdlib/types): signatures, descriptions,
-- parameters. A topic is a dotted name, "aio.gather" or "aio.Lock.acquire".
local nearest = require "aio.repl.nearest"

local M = {}
M.__index = M

-- ---- Reading definitions ---------------------------------------------------------------------------

local function new_block() return { text = {}, params = {}, returns = {}, fields = {} } end

local function add_annotation(block, tag, rest)
  if tag == "param" then
    local name, about = rest:match "^(%S+)%s+(.*)$"
    block.params[#block.params + 1] = { name = name, about = about }
  elseif tag == "return" then
    block.returns[#block.returns + 1] = rest
  elseif tag == "field" then
    block.fields[#block.fields + 1] = rest
  elseif tag == "class" then
    block.class, block.parent = rest:match "^([%w_%.]+):%s*([%w_%.]+)"
    block.class = block.class or rest:match "^[%w_%.]+"
  elseif tag == "type" then
    block.type = rest
  end
end

local function add_line(block, line)
  local tag, rest = line:match "^@(%a+)%s*(.*)$"
  if tag then add_annotation(block, tag, rest) else block.text[#block.text + 1] = line end
end

-- "string name" → "string": the type is what comes before the description.
local function type_of_return(text)
  return text:match "^fun%b():?%s*[%w_%.]*%??" or text:match "^%b{}%??" or text:match "^[^%s]+"
end

local function signature(name, arguments, block)
  local optional = {}
  for _, param in ipairs(block.params) do
    local bare = param.name:gsub("%?$", "")
    optional[bare] = param.name:sub(-1) == "?" or param.about:find "^%S+%?%s*" ~= nil
  end
  local list = {}
  for argument in arguments:gmatch "[^,%s]+" do
    list[#list + 1] = optional[argument] and "[" .. argument .. "]" or argument
  end
  local results = {}
  for i, one in ipairs(block.returns) do results[i] = type_of_return(one) end
  local arrow = #results > 0 and " -> " .. table.concat(results, ", ") or ""
  return ("%s(%s)%s"):format(name, table.concat(list, ", "), arrow)
end

local function topic_of(self, name)
  if not self.topics[name] then
    self.topics[name] = { name = name, members = {} }
    self.names[#self.names + 1] = name
  end
  return self.topics[name]
end

local function describe(topic, block)
  if #block.text > 0 and not topic.text then topic.text = block.text end
  if #block.params > 0 then topic.params = block.params end
end

local function add_function(self, classes, written, arguments, block)
  local owner, separator, member = written:match "^([%w_]+)([%.:])([%w_]+)$"
  local class = classes[owner] or owner
  local topic = topic_of(self, class .. "." .. member)
  topic.signature = signature(class .. separator .. member, arguments, block)
  describe(topic, block)
  local holder = self.topics[class]
  if holder then holder.members[#holder.members + 1] = topic end
end

local function add_class(self, block)
  local topic = topic_of(self, block.class)
  topic.parent = topic.parent or block.parent
  topic.fields = #block.fields > 0 and block.fields or topic.fields
  describe(topic, block)
end

local function add_declaration(self, classes, line, block)
  local name, arguments = line:match "^function ([%w_%.:]+)%((.-)%)"
  if name then return add_function(self, classes, name, arguments, block) end
  local class_variable = block.class and line:match "^local ([%w_]+) = {}"
  if class_variable then classes[class_variable] = block.class end
  local value = line:match "^([%w_]+%.[%w_]+) = nil"
  if value then
    local topic = topic_of(self, value)
    topic.signature = topic.signature or block.type and value .. ": " .. block.type or value
    describe(topic, block)
  end
end

local function read(self, text)
  local classes, block = { aio = "aio" }, new_block()
  for line in (text .. "\n"):gmatch "(.-)\n" do
    local comment = line:match "^%-%-%-%s?(.*)$"
    if comment then
      add_line(block, comment)
    else
      if block.class then add_class(self, block) end
      add_declaration(self, classes, line, block)
      block = new_block()
    end
  end
end

--- open(definitions) → help; definitions: {name = text of a file}
function M.open(definitions)
  local self = setmetatable({ topics = {}, names = {} }, M)
  local files = {}
  for name in pairs(definitions) do files[#files + 1] = name end
  table.sort(files)
  for _, name in ipairs(files) do read(self, definitions[name]) end
  table.sort(self.names)
  return self
end

-- ---- Finding ---------------------------------------------------------------------------------------

local function ends_with(name, ending) return name:sub(-#ending - 1) == "." .. ending end

--- find(asked) → topic | nil, array of the names that were perhaps meant
function M:find(asked)
  local name = asked:gsub(":", "."):gsub("%(.*$", "")
  if name == "async" or name == "await" then name = "aio." .. name end
  local exact = self.topics[name] or self.topics["aio." .. name]
  if exact then return exact end
  local found = {}
  for _, other in ipairs(self.names) do
    if ends_with(other, name) then found[#found + 1] = other end
  end
  if #found == 1 then return self.topics[found[1]] end
  if #found == 0 then
    found[1] = nearest.nearest(name, self.names) or nearest.nearest("aio." .. name, self.names)
  end
  return nil, found
end

-- ---- Writing ---------------------------------------------------------------------------------------

local function first_sentence(topic)
  local text = topic.text and table.concat(topic.text, " ") or ""
  return text:match "^(.-%.)%s" or text
end

local function add_members(self, lines, topic, colour)
  local class, known = topic, {}
  while class do
    for _, field in ipairs(class.fields or {}) do lines[#lines + 1] = "  ." .. field end
    for _, member in ipairs(class.members) do
      local short = member.name:match "[%w_]+$"
      if not known[short] then
        known[short] = true
        local about = first_sentence(member)
        lines[#lines + 1] = "  " .. (member.signature:gsub("^" .. class.name:gsub("%.", "%%."), ""))
          .. (about ~= "" and colour.dim("  " .. about) or "")
      end
    end
    class = class.parent and self.topics[class.parent]
  end
end

--- write(topic, colour) → text
function M:write(topic, colour)
  local lines = { colour.name(topic.signature or topic.name) }
  for _, line in ipairs(topic.text or {}) do lines[#lines + 1] = line end
  for _, param in ipairs(topic.params or {}) do
    lines[#lines + 1] = ("  %s  %s"):format(param.name:gsub("%?$", ""), colour.dim(param.about))
  end
  if topic.name ~= "aio" then add_members(self, lines, topic, colour) end
  return table.concat(lines, "\n")
end

--- summary(prefix, colour) → a line for each function of the module
function M:summary(colour)
  local lines = {}
  for _, name in ipairs(self.names) do
    local topic = self.topics[name]
    if topic.signature and name:find "^aio%.[%w_]+$" then
      lines[#lines + 1] = "  " .. topic.signature .. colour.dim("  " .. first_sentence(topic))
    end
  end
  return table.concat(lines, "\n")
end

return M
