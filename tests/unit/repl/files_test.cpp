// What the prompt asks of the system: widths of texts, private files, names in folders.

#include "interpreter/repl/files.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <clocale>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/unit/catch.hpp"

namespace {

struct Folder {
  Folder() { REQUIRE(mkdtemp(path.data()) != nullptr); }
  ~Folder() { std::filesystem::remove_all(path); }
  std::string path = "/tmp/files_test_XXXXXX";
};

std::string content(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

TEST_CASE("wide characters take two columns, combining ones none") {
  std::setlocale(LC_CTYPE, "C.UTF-8");
  CHECK(aio::display_width("") == 0);
  CHECK(aio::display_width("abc") == 3);
  CHECK(aio::display_width("\u6f22\u5b57") == 4);
  CHECK(aio::display_width("e\u0301x") == 2);
  CHECK(aio::display_width("\xff\xfe") == 2);  // no UTF-8: something is shown for each byte
  CHECK(aio::display_width("a\xc3") == 2);
  std::setlocale(LC_CTYPE, "C");
}

TEST_CASE("a private file is made with its folders, and appended to") {
  const Folder folder;
  const std::string path = folder.path + "/a/b/history";
  CHECK(aio::append_to_private_file(path.c_str(), "one\n") == 0);
  CHECK(aio::append_to_private_file(path.c_str(), "two\n") == 0);
  CHECK(content(path) == "one\ntwo\n");
  struct stat about = {};
  REQUIRE(stat(path.c_str(), &about) == 0);
  CHECK((about.st_mode & 0777U) == 0600);
}

TEST_CASE("what cannot be written says why") {
  const Folder folder;
  std::ofstream(folder.path + "/file") << "not a folder";
  CHECK(aio::append_to_private_file((folder.path + "/file/history").c_str(), "x") == ENOTDIR);
  CHECK(aio::append_to_private_file(folder.path.c_str(), "x") == EISDIR);
}

TEST_CASE("names in a folder, folders with a slash") {
  const Folder folder;
  std::ofstream(folder.path + "/file") << "x";
  std::filesystem::create_directory(folder.path + "/sub");
  std::vector<std::string> names;
  aio::list_folder(folder.path.c_str(), names);
  std::sort(names.begin(), names.end());
  CHECK(names == std::vector<std::string>{"file", "sub/"});
  names.clear();
  aio::list_folder((folder.path + "/none").c_str(), names);
  CHECK(names.empty());
}
