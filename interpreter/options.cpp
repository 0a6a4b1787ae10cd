#include "interpreter/options.hpp"

#include <array>
#include <cstdlib>
#include <string_view>

#include "runtime/lua/arguments.hpp"

namespace aio {

namespace {

constexpr std::array long_options{"--debug", "--virtual-time", "--help", "--version"};
constexpr std::string_view flags = "ivEW";  // the options of one letter without a value

bool is_flag(std::string_view text) {
  return text.size() == 2 && flags.find(text[1]) != std::string_view::npos;
}

// "-iv" → "-i -v": stock `lua` wants them one by one.
std::string separated(std::string_view text) {
  std::string list;
  for (const char letter : text.substr(1)) {
    if (flags.find(letter) == std::string_view::npos) return "";
    list.append(list.empty() ? "-" : " -").push_back(letter);
  }
  return list;
}

// What may have been meant by an unknown option, or "".
std::string suggestion(std::string_view text) {
  if (text.size() > 2 && text[1] != '-')
    if (std::string list = separated(text); !list.empty()) return list;
  const std::string name = std::string(text[1] == '-' ? "" : "-").append(text);
  for (const std::string_view option : long_options)
    if (name.size() > 2 && option.substr(0, name.size()) == name) return std::string(option);
  const char* closest = nearest(name.c_str(), long_options);
  return closest == nullptr ? "" : closest;
}

// Stops at the first argument that is no option, and at the first wrong one.
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
    const bool ended = at < argc_ && std::string_view(argv_[at]) == "--";
    if (ended) ++at;
    options_.script = at;
    options_.script_is_stdin = !ended && at < argc_ && std::string_view(argv_[at]) == "-";
    read_environment();
    return std::move(options_);
  }

 private:
  // How many arguments the option takes up; 0: it is none.
  int option(int at) {
    const std::string_view text = argv_[at];
    if (text.size() < 2 || text[0] != '-' || text == "--") return 0;
    if (text[1] == '-') return long_option(text);
    if (text[1] == 'e' || text[1] == 'l') return option_with_value(at, text);
    return is_flag(text) ? flag(text[1]) : refuse(text);
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

  int flag(char letter) {
    if (letter == 'E') options_.ignore_environment = true;
    if (letter == 'W') options_.preloads.push_back({Options::Preload::Kind::warnings, "", ""});
    if (letter == 'i') options_.interactive = true;
    if (letter == 'v') options_.version = true;
    return 1;
  }

  // "-e text", "-etext", "-l name", "-lname", "-l global=name". As in stock `lua`, a value of its
  // own cannot begin with "-".
  int option_with_value(int at, std::string_view text) {
    const bool attached = text.size() > 2;
    if (!attached && (at + 1 >= argc_ || argv_[at + 1][0] == '-')) {
      options_.error = std::string("'").append(text).append("' needs argument");
      return 0;
    }
    const std::string value = attached ? std::string(text.substr(2)) : argv_[at + 1];
    if (text[1] == 'e')
      execute(value);
    else
      library(value);
    return attached ? 1 : 2;
  }

  void execute(const std::string& code) {
    options_.executes = true;
    options_.preloads.push_back({Options::Preload::Kind::execute, code, ""});
  }

  void library(const std::string& value) {
    const std::size_t equals = value.find('=');
    const std::string module = equals == std::string::npos ? value : value.substr(equals + 1);
    options_.preloads.push_back({Options::Preload::Kind::library, module, value.substr(0, equals)});
  }

  int refuse(std::string_view text) {
    options_.error = std::string("unrecognized option '").append(text).append("'");
    if (const std::string meant = suggestion(text); !meant.empty())
      options_.error.append(" (did you mean '").append(meant).append("'?)");
    return 0;
  }

  void read_environment() {
    const char* debug = options_.ignore_environment ? nullptr : std::getenv("AIO_DEBUG");
    if (debug != nullptr && *debug != '\0' && std::string_view(debug) != "0") options_.debug = true;
  }

  int argc_;
  char** argv_;
  Options options_;
};

}  // namespace

Options parse_options(int argc, char** argv) { return Parser(argc, argv).parse(); }

const char* usage() {
  return "[options] [script [args]]\n"
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
         "  --help          show this text\n"
         "  --              stop handling options\n"
         "  -               stop handling options and execute stdin\n";
}

}  // namespace aio
