#include "interpreter/repl/files.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <langinfo.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <clocale>
#include <cstring>
#include <cwchar>
#include <utility>

namespace aio {

namespace {

constexpr mode_t owner_only_file = 0600;
constexpr mode_t owner_only_folder = 0700;
constexpr int usual_columns = 80;

// The folders that lead to a file. Those that exist are left as they are; what cannot be made shows
// when the file is opened.
void make_folders(const std::string& path) {
  for (std::size_t at = path.find('/', 1); at != std::string::npos; at = path.find('/', at + 1))
    ::mkdir(path.substr(0, at).c_str(), owner_only_folder);
}

bool is_folder(const std::string& path) {
  struct stat about = {};
  return ::stat(path.c_str(), &about) == 0 && S_ISDIR(about.st_mode);
}

// An errno, or 0.
int write_and_close(int descriptor, std::string_view text) {
  const ssize_t written = ::write(descriptor, text.data(), text.size());
  const int error = written < 0 ? errno : ENOSPC;
  ::close(descriptor);
  return written == static_cast<ssize_t>(text.size()) ? 0 : error;
}

}  // namespace

int append_to_private_file(const char* path, std::string_view text) {
  make_folders(path);
  constexpr int flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC;
  const int descriptor = ::open(path, flags, owner_only_file);
  return descriptor < 0 ? errno : write_and_close(descriptor, text);
}

void list_folder(const char* path, std::vector<std::string>& names) {
  DIR* folder = ::opendir(path);
  if (folder == nullptr) return;
  while (const dirent* entry = ::readdir(folder)) {
    std::string name = static_cast<const char*>(entry->d_name);
    if (name == "." || name == "..") continue;
    if (is_folder(std::string(path) + "/" + name)) name += '/';
    names.push_back(std::move(name));
  }
  ::closedir(folder);
}

int terminal_columns() {
  winsize size = {};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return usual_columns;
  return size.ws_col;
}

int display_width(std::string_view text) {
  int columns = 0;
  std::mbstate_t state = {};
  while (!text.empty()) {
    wchar_t character = 0;
    const std::size_t bytes = std::mbrtowc(&character, text.data(), text.size(), &state);
    const bool valid = bytes != 0 && bytes <= text.size();
    columns += valid ? std::max(0, ::wcwidth(character)) : 1;
    if (!valid) state = {};
    text.remove_prefix(valid ? bytes : 1);
  }
  return columns;
}

void use_utf8() {
  std::setlocale(LC_CTYPE, "");
  if (std::strcmp(nl_langinfo(CODESET), "ANSI_X3.4-1968") == 0) std::setlocale(LC_CTYPE, "C.UTF-8");
}

}  // namespace aio
