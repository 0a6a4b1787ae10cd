#pragma once
// The command line: all of stock `lua`'s options (manual §7), and aio's.

#include <string>
#include <vector>

namespace aio {

struct Options {
  // -e, -l and -W, in the order given.
  struct Preload {
    enum class Kind { execute, library, warnings } kind;
    std::string text;    // code, or the name of a module
    std::string global;  // which the module is put into
  };

  std::vector<Preload> preloads;
  std::string error;  // a complaint; nothing else counts then
  int script = 0;     // index of the script in argv, or argc when there is none
  bool script_is_stdin = false;
  bool executes = false;     // -e
  bool interactive = false;  // -i
  bool version = false;      // -v, --version
  bool help = false;
  bool ignore_environment = false;  // -E
  bool debug = false;               // --debug, or AIO_DEBUG
  bool virtual_time = false;
};

Options parse_options(int argc, char** argv);

// What --help prints behind "usage: NAME ".
const char* usage();

}  // namespace aio
