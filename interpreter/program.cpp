#include "aio/program.hpp"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "aio/worker.hpp"
#include "interpreter/broken_pipe.hpp"
#include "interpreter/exit.hpp"
#include "interpreter/interrupt.hpp"
#include "interpreter/options.hpp"
#include "interpreter/report.hpp"
#include "interpreter/runner.hpp"
#include "runtime/lua/boundary.hpp"
#include "runtime/lua/state.hpp"
#include "runtime/task/engine.hpp"
#include "runtime/task/future.hpp"
#include "stdlib/modules.hpp"

namespace aio {

namespace {

void print_version() {
  std::printf("aio %s, %s  Copyright (C) 1994-2022 Lua.org, PUC-Rio\n", AIO_VERSION, LUA_RELEASE);
  std::fflush(stdout);
}

void print_usage(std::FILE* file) { std::fprintf(file, "usage: %s %s", program_name(), usage()); }

int refuse(const char* complaint) {
  print_message(complaint);
  print_usage(stderr);
  return 1;
}

// The global `arg`: the script at 0, its arguments behind, the interpreter and options before.
void set_arg(lua_State* L, int argc, char** argv, int script) {
  if (script == argc) script = 0;
  lua_createtable(L, argc - script, script + 1);
  for (int i = 0; i < argc; ++i) {
    lua_pushstring(L, argv[i]);
    lua_rawseti(L, -2, i - script);
  }
  lua_setglobal(L, "arg");
}

int run_init(lua_State* L) {
  const char* chunk_name = "=LUA_INIT" LUA_VERSUFFIX;
  const char* init = std::getenv(chunk_name + 1);
  if (init == nullptr) init = std::getenv((chunk_name = "=LUA_INIT") + 1);
  if (init == nullptr) return 0;
  return init[0] == '@' ? run_script(L, init + 1) : run_string(L, init, chunk_name);
}

int require_into_global(lua_State* L, const char* global, const char* module) {
  lua_getglobal(L, "require");
  lua_pushstring(L, module);
  const int status = run_chunk(L, 1);
  if (status != 0) return status;
  const int task = lua_gettop(L);
  push_results(L, task);
  lua_settop(L, task + 1);
  lua_setglobal(L, global);
  lua_pop(L, 1);
  return 0;
}

int run_preload(lua_State* L, const Options::Preload& preload) {
  switch (preload.kind) {
    case Options::Preload::Kind::execute:
      return run_string(L, preload.text.c_str(), "=(command line)");
    case Options::Preload::Kind::library:
      return require_into_global(L, preload.global.c_str(), preload.text.c_str());
    default:
      lua_warning(L, "@on", 0);
      return 0;
  }
}

struct Setup {
  const Options& options;
  int argc;
  char** argv;
  InteractiveMode interactive;
  int status = 0;
};

int run_interactive(lua_State* L, InteractiveMode interactive) {
  if (interactive != nullptr) return interactive(L) ? 0 : 1;
  print_message("there is no prompt in this program");
  return 1;
}

// What is run, in order. The first failure ends it, also before -i.
int run_command_line(lua_State* L, const Setup& setup) {
  const Options& options = setup.options;
  const int argc = setup.argc;
  char** const argv = setup.argv;
  if (!options.ignore_environment)
    if (const int status = run_init(L); status != 0) return status;
  for (const Options::Preload& preload : options.preloads)
    if (const int status = run_preload(L, preload); status != 0) return status;
  if (options.script < argc) {
    const char* name = options.script_is_stdin ? nullptr : argv[options.script];
    if (const int status = run_script(L, name); status != 0) return status;
  }
  if (options.interactive) return run_interactive(L, setup.interactive);
  if (options.script < argc || options.version || options.executes) return 0;
  if (isatty(STDIN_FILENO) == 0) return run_script(L, nullptr);
  print_version();
  return run_interactive(L, setup.interactive);
}

void set_up(lua_State* L, void* data) {
  const auto& setup = *static_cast<Setup*>(data);
  if (setup.options.ignore_environment) {
    lua_pushboolean(L, 1);  // as stock lua tells its libraries
    lua_setfield(L, LUA_REGISTRYINDEX, "LUA_NOENV");
  }
  open_stdlib(L);
  Engine& engine = Engine::of(L);
  if (setup.options.virtual_time) engine.default_clock = ClockKind::virtual_time;
  engine.debug = setup.options.debug;
  set_arg(L, setup.argc, setup.argv, setup.options.script);
  set_globals(L);
  install_exit(L);
  open_runner(L);
}

void run_all(lua_State* L, void* data) {
  auto& setup = *static_cast<Setup*>(data);
  set_up(L, data);
  install_interrupt(L);
  install_broken_pipe(L);
  setup.status = run_command_line(L, setup);
}

int run_in_state(const Options& options, int argc, char** argv, InteractiveMode interactive) {
  lua_State* L = new_state();
  if (L == nullptr) {
    print_message("cannot create state: not enough memory");
    return 1;
  }
  Setup setup{options, argc, argv, interactive};
  int status = 1;
  if (protect(L, run_all, &setup) == LUA_OK)
    status = setup.status;
  else
    status = report_error(L);
  std::fflush(stdout);
  lua_close(L);
  return status;
}

}  // namespace

int run_program(int argc, char** argv, InteractiveMode interactive) {
  int status = 0;
  if (run_worker_process(argc, argv, status)) return status;
  set_worker_executable("/proc/self/exe");
  if (argc > 0) set_program_name(argv[0]);
  const Options options = parse_options(argc, argv);
  if (!options.error.empty()) return refuse(options.error.c_str());
  if (options.help) {
    print_usage(stdout);
    return 0;
  }
  // -i shows it too, but to nobody when input comes from a file: what comes out are values.
  const bool greets = options.interactive && isatty(STDIN_FILENO) != 0;
  if (options.version || greets) print_version();
  return run_in_state(options, argc, argv, interactive);
}

}  // namespace aio
