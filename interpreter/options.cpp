#include "interpreter/options.hpp"

#include <cstdlib>
#include <string_view>

namespace aio {

namespace {

// One argument, or two where an option takes the next one. Returns how many it used; 0 ends the
// options (a script, or "--").
class Parser {
 public:
  Parser(int argc, char** argv) : argc_(argc), argv_(argv) {}

  Options parse() {
    int at = 1;
    while (at < argc_ && options_.error.empty()) {
      const int used = option(at);
      if (used == 0) break;
      at += used;
    }
    if (at < argc_ && std::string_view(argv_[at]) == "--") ++at;
    options_.script = at;
    options_.script_is_stdin = at < argc_ && std::string_view(argv_[at]) == "-";
    if (const char* debug = std::getenv("AIO_DEBUG"); debug != nullptr && *debug != '\0')
      options_.debug = options_.debug || std::string_view(debug) != "0";
    return std::move(options_);
  }

 private:
  int option(int at) {
    const std::string_view text = argv_[at];
    if (text.size() < 2 || text[0] != '-' || text == "--") return 0;
    if (text[1] == '-') return long_option(text);
    if (text[1] == 'e' || text[1] == 'l') return option_with_value(at, text);
    return short_option(text);
  }

  int long_option(std::string_view text) {
    if (text == "--debug")
      options_.debug = true;
    else if (text == "--virtual-time")
      options_.virtual_time = true;
    else if (text == "--help")
      options_.help = true;
    else if (text == "--version")
      options_.version = true;
    else
      return refuse(text);
    return 1;
  }

  int short_option(std::string_view text) {
    if (text == "-i")
      options_.interactive = options_.version = true;
    else if (text == "-v")
      options_.version = true;
    else if (text == "-E")
      options_.ignore_environment = true;
    else if (text == "-W")
      options_.warnings = true;
    else if (text == "-h")
      options_.help = true;
    else
      return refuse(text);
    return 1;
  }

  // "-e text", "-etext", "-l name", "-lname", "-l global=name"
  int option_with_value(int at, std::string_view text) {
    const bool attached = text.size() > 2;
    if (!attached && at + 1 >= argc_) {
      options_.error = std::string("'").append(text).append("' needs argument");
      return 0;
    }
    const std::string value = attached ? std::string(text.substr(2)) : argv_[at + 1];
    if (text[1] == 'e') {
      options_.preloads.push_back({Options::Preload::Kind::execute, value, ""});
    } else {
      const std::size_t equals = value.find('=');
      const std::string module = equals == std::string::npos ? value : value.substr(equals + 1);
      options_.preloads.push_back(
          {Options::Preload::Kind::library, module, value.substr(0, equals)});
    }
    return attached ? 1 : 2;
  }

  int refuse(std::string_view text) {
    options_.error = std::string("unrecognized option '").append(text).append("'");
    return 0;
  }

  int argc_;
  char** argv_;
  Options options_;
};

}  // namespace

Options parse_options(int argc, char** argv) { return Parser(argc, argv).parse(); }

const char* usage() {
  return "usage: aio [options] [script [args]]\n"
         "Available options are:\n"
         "  -e stat         execute string 'stat'\n"
         "  -i              enter interactive mode after executing 'script'\n"
         "  -l mod          require library 'mod' into global 'mod'\n"
         "  -l g=mod        require library 'mod' into global 'g'\n"
         "  -v, --version   show version information\n"
         "  -E              ignore environment variables\n"
         "  -W              turn warnings on\n"
         "  --debug         aio's debug mode: slow steps, where tasks were created (or "
         "AIO_DEBUG=1)\n"
         "  --virtual-time  sleeping takes no time: the clock jumps to the next timer\n"
         "  -h, --help      show this text\n"
         "  --              stop handling options\n"
         "  -               stop handling options and execute stdin\n";
}

}  // namespace aio
