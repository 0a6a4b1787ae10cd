#include "interpreter/syntax_error.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>

namespace aio {

namespace {

constexpr std::size_t widest_excerpt = 72;
constexpr std::size_t before_caret = 48;  // of a line that is wider
constexpr std::string_view indentation = "\n    ";

// Gives the parser one byte at a time, so that `at` tells where it is.
struct Reader {
  std::string_view code;
  std::size_t at = 0;
  bool at_end = false;
};

const char* read_byte(lua_State*, void* data, std::size_t* size) {
  auto& reader = *static_cast<Reader*>(data);
  reader.at_end = reader.at == reader.code.size();
  *size = reader.at_end ? 0 : 1;
  return reader.at_end ? nullptr : &reader.code[reader.at++];
}

// How far the parser had read when it gave up: one byte beyond the token it complains about.
// `npos` if it does not.
std::size_t end_of_token(lua_State* L, std::string_view code) {
  Reader reader{code};
  const int status = lua_load(L, read_byte, &reader, "=", "t");
  lua_pop(L, 1);
  if (status != LUA_ERRSYNTAX) return std::string_view::npos;
  return reader.at_end || reader.at == 0 ? reader.at : reader.at - 1;
}

// What the message quotes: "… near 'token'", else the last 'name' in it.
std::string_view quoted(std::string_view message) {
  constexpr std::string_view near = " near '";
  std::size_t begin = message.rfind(near);
  if (begin != std::string_view::npos) {
    begin += near.size();
    return message.substr(begin, message.size() - begin - 1);
  }
  const std::size_t end = message.rfind('\'');
  begin = end == std::string_view::npos ? end : message.rfind('\'', end - 1);
  return begin == std::string_view::npos ? "" : message.substr(begin + 1, end - begin - 1);
}

// Before `end`, the last byte that is no white space.
std::size_t last_visible(std::string_view code, std::size_t end) {
  while (end > 0 && std::isspace(static_cast<unsigned char>(code[end - 1])) != 0) --end;
  return end;
}

std::size_t first_visible(std::string_view code, std::size_t at) {
  while (at < code.size() && (code[at] == ' ' || code[at] == '\t')) ++at;
  return at;
}

std::size_t start_of_line(std::string_view code, std::size_t number) {
  std::size_t at = 0;
  for (; number > 1 && at < code.size(); --number)
    at = std::min(code.find('\n', at), code.size() - 1) + 1;
  return at;
}

// "break outside a loop at line 3": such are found at the end of a block.
std::size_t named_line(std::string_view message) {
  constexpr std::string_view at_line = " at line ";
  const std::size_t found = message.rfind(at_line);
  if (found == std::string_view::npos || message.find(" near ") != std::string_view::npos) return 0;
  return static_cast<std::size_t>(std::atol(message.data() + found + at_line.size()));
}

std::size_t find_place(std::string_view code, std::size_t end, std::string_view message) {
  if (const std::size_t line = named_line(message); line > 0)
    return first_visible(code, start_of_line(code, line));
  if (message.substr(std::max<std::size_t>(message.size(), 5) - 5) == "<eof>")
    return last_visible(code, code.size());
  const std::string_view token = quoted(message);
  const std::size_t found = code.substr(0, end).rfind(token);
  const std::size_t line = code.substr(0, end).rfind('\n') + 1;
  const bool known = !token.empty() && found != std::string_view::npos && found >= line;
  return known || end == 0 ? found : end - 1;
}

bool continues_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

// Appends the line as it may be shown: no tabs, no control characters.
void add_visible(luaL_Buffer* text, std::string_view line) {
  for (const char byte : line) {
    const auto code = static_cast<unsigned char>(byte);
    luaL_addchar(text, code < 0x20 || code == 0x7F ? ' ' : byte);
  }
}

void add_text(luaL_Buffer* text, std::string_view part) {
  luaL_addlstring(text, part.data(), part.size());
}

// Line and caret; `column` counts bytes. Of a wide line only what is near the caret.
void add_excerpt(luaL_Buffer* text, std::string_view line, std::size_t column) {
  std::size_t begin = first_visible(line, 0);
  if (line.size() - begin > widest_excerpt && column > begin + before_caret)
    begin = column - before_caret;
  while (begin < column && continues_character(line[begin])) ++begin;
  std::size_t end = std::min(line.size(), begin + widest_excerpt);
  while (end < line.size() && continues_character(line[end])) ++end;
  add_text(text, indentation);
  add_visible(text, line.substr(begin, end - begin));
  add_text(text, indentation);
  for (std::size_t at = begin; at < column; ++at)
    if (!continues_character(line[at])) luaL_addchar(text, ' ');
  luaL_addchar(text, '^');
}

}  // namespace

void append_syntax_place(lua_State* L, std::string_view code) {
  std::size_t size = 0;
  const char* message = lua_tolstring(L, -1, &size);
  if (code.empty() || message == nullptr) return;
  const std::size_t end = end_of_token(L, code);
  if (end == std::string_view::npos) return;
  const std::size_t place = std::min(find_place(code, end, {message, size}), code.size());
  const std::size_t line = code.substr(0, place).rfind('\n') + 1;
  const std::size_t line_end = std::min(code.find('\n', line), code.size());
  luaL_Buffer text;
  luaL_buffinit(L, &text);
  add_excerpt(&text, code.substr(line, line_end - line), place - line);
  luaL_pushresult(&text);
  lua_concat(L, 2);
}

void append_place_in_file(lua_State* L, const char* name) {
  struct stat status = {};
  if (stat(name, &status) != 0 || !S_ISREG(status.st_mode)) return;
  std::FILE* file = std::fopen(name, "rb");
  if (file == nullptr) return;
  push_contents(L, file);  // if memory ends here, the file stays open, in a program that ends
  std::fclose(file);
  lua_insert(L, -2);
  std::size_t size = 0;
  const char* text = lua_tolstring(L, -2, &size);
  append_syntax_place(L, without_first_comment({text, size}));
  lua_remove(L, -2);
}

void append_place_in_module(lua_State* L) {
  constexpr std::string_view before_name = "' from file '";
  std::size_t size = 0;
  const char* text = lua_tolstring(L, -1, &size);
  const std::string_view message{text == nullptr ? "" : text, size};
  const std::size_t begin = message.find(before_name);
  const std::size_t end = message.find("':\n\t", begin);
  if (message.find("error loading module '") == std::string_view::npos ||
      end == std::string_view::npos)
    return;
  const std::string_view name = message.substr(0, end).substr(begin + before_name.size());
  lua_pushlstring(L, name.data(), name.size());
  lua_insert(L, -2);
  append_place_in_file(L, lua_tostring(L, -2));
  lua_remove(L, -2);
}

void push_contents(lua_State* L, std::FILE* file) {
  constexpr std::size_t block = 8192;
  luaL_Buffer text;
  luaL_buffinit(L, &text);
  std::size_t size = 0;
  do {
    size = std::fread(luaL_prepbuffsize(&text, block), 1, block, file);
    luaL_addsize(&text, size);
  } while (size > 0);
  luaL_pushresult(&text);
}

std::string_view without_first_comment(std::string_view text) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.substr(0, byte_order_mark.size()) == byte_order_mark)
    text.remove_prefix(byte_order_mark.size());
  if (!text.empty() && text[0] == '#') text.remove_prefix(std::min(text.find('\n'), text.size()));
  return text;
}

}  // namespace aio
