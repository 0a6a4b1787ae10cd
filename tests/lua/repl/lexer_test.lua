-- Tokens of complete and incomplete text.
local check = require "check"
require "prompt"
local lexer = require "aio.repl.lexer"

local plain, equal = check.plain, check.equal

local function texts(source)
  local all = {}
  for i, token in ipairs(lexer.tokens(source)) do all[i] = token.kind .. " " .. token.text end
  return all
end

plain("names, keywords, operators", function()
  equal(texts "local a<const> =b...c", { "keyword local", "name a", "operator <", "name const", "operator >",
    "operator =", "name b", "operator ...", "name c" })
  equal(texts "::x:: a//b~=c", { "operator ::", "name x", "operator ::", "name a", "operator //", "name b",
    "operator ~=", "name c" })
end)

plain("numbers", function()
  for _, number in ipairs { "1", "1.5", ".5", "1e10", "1E-5", "0x1F", "0x.8p-1", "3..2", "12abc" } do
    equal(texts(number), { "number " .. number })
  end
end)

plain("strings with what is in them", function()
  for _, text in ipairs { [["a\"b"]], [['it"s']], "[[a]b]]", "[==[a]]b]==]", "'a\\\nb'", "'\\z \n  b'" } do
    equal(texts(text .. "x"), { "string " .. text, "name x" })
  end
end)

plain("comments, which code() leaves out", function()
  equal(texts "a --b\nc --[[d\ne]] f", { "name a", "comment --b", "name c", "comment --[[d\ne]]", "name f" })
  equal(#lexer.code "a --b\nc --[[d\ne]] f", 3)
end)

plain("what is unfinished", function()
  for text, unfinished in pairs { ['"abc'] = true, ["'a\\"] = true, ["[[a]"] = true, ["--[[x"] = true, ["-- x"] = true,
    ["-- x\n"] = false, ['"abc"'] = false, ["[=[a]=]"] = false } do
    equal(lexer.tokens(text)[1].unfinished or false, unfinished)
  end
end)

plain("positions are bytes", function()
  local tokens = lexer.tokens ' é = "ü" x'
  equal({ tokens[#tokens].first, tokens[#tokens].last, tokens[#tokens].text }, { 12, 12, "x" })
end)

check.finish()
