#include "runtime/task/task.hpp"

#include "runtime/lua/arguments.hpp"
#include "runtime/lua/boundary.hpp"
#include "runtime/lua/errors.hpp"
#include "runtime/lua/traceback.hpp"
#include "runtime/task/await.hpp"
#include "runtime/task/cancel.hpp"
#include "runtime/task/context.hpp"
#include "runtime/task/coroutine_library.hpp"
#include "runtime/task/coroutine_object.hpp"
#include "runtime/task/engine.hpp"

namespace aio {

namespace {

void run_task(Runnable& runnable, void* host) {
  step(static_cast<lua_State*>(host), static_cast<Task&>(runnable));
}

}  // namespace

Task::Task(std::uint32_t its_loop) : Future(class_type, Kind::task, its_loop), Runnable(run_task) {}

namespace {

// The context of whoever creates the task on top of the stack.
void inherit_context(lua_State* L, Task& task) {
  if (!has_context(L)) return;
  push_context(L);
  lua_setiuservalue(L, -2, Task::context);
  task.has_context = true;
}

}  // namespace

Task& create_task(lua_State* L, Loop* loop, int index) {
  index = lua_absindex(L, index);
  Engine& engine = Engine::of(L);
  auto* coroutine = to_coroutine(L, index);
  if (coroutine != nullptr) require_fresh(L, *coroutine);
  auto& task = create<Task>(L, Task::slot_count, loop == nullptr ? 0 : loop->number);
  lua_pushvalue(L, index);
  lua_setiuservalue(L, -2, Task::body);
  inherit_context(L, task);
  lua_pushvalue(L, -1);
  task.self = engine.anchors.add(L);
  if (loop != nullptr) task.number = engine.next_task_number++;
  // From here on nothing raises: a coroutine object is used up only by a task that exists.
  if (coroutine != nullptr) use_coroutine(L, *coroutine, index);
  task.coroutine = coroutine;
  if (loop != nullptr) loop->tasks.push_back(task);
  return task;
}

Task& spawn(lua_State* L, Loop& loop, int index) {
  Task& task = create_task(L, &loop, index);
  loop.events->call_soon(task);
  return task;
}

void push_task(lua_State* L, const Task& task) { Engine::of(L).anchors.push(L, task.self); }

void push_task_name(lua_State* L, int index) {
  const Task& task = *to<Task>(L, index);
  if (task.number == 0)
    lua_getiuservalue(L, index, Task::name);
  else
    lua_pushfstring(L, "Task-%I", static_cast<LUAI_UACINT>(task.number));
}

namespace {

constexpr const char* create_options[] = {"name", "context", "eager_start"};

void check_body(lua_State* L, int index) {
  if (to_coroutine(L, index) != nullptr || lua_isfunction(L, index)) return;
  luaL_typeerror(L, index, "coroutine object or function");
}

// Pops a string.
void set_name(lua_State* L, int task) {
  lua_setiuservalue(L, task, Task::name);
  to<Task>(L, task)->number = 0;
}

bool field_is_set(lua_State* L, int options, const char* field) {
  const bool set = lua_getfield(L, options, field) != LUA_TNIL;
  if (!set) lua_pop(L, 1);
  return set;
}

// Pushes the option `name` as a string, or nil. `options` may be 0.
void push_name_option(lua_State* L, int options) {
  if (options == 0 || !field_is_set(L, options, "name")) {
    lua_pushnil(L);
    return;
  }
  luaL_tolstring(L, -1, nullptr);
  lua_replace(L, -2);
}

// Gives the new task on top the name at `name`, a string or nil, and the context behind it. They
// are there already: getting them may raise, and no task may be left behind then.
void apply_options(lua_State* L, int name) {
  const int task = lua_gettop(L);
  if (!lua_isnil(L, name)) {
    --Engine::of(L).next_task_number;  // the counter only advances for tasks that use it
    lua_pushvalue(L, name);
    set_name(L, task);
  }
  if (!lua_isnil(L, name + 1)) {
    lua_pushvalue(L, name + 1);
    lua_setiuservalue(L, task, Task::context);
    to<Task>(L, task)->has_context = true;
  }
}

// The first step of an eager task, inside create_task (scheduling.md §14).
void start_eagerly(lua_State* L, Task& task) {
  Engine& engine = Engine::of(L);
  Task* creator = engine.current;
  task.eager = true;
  step(L, task);
  task.eager = false;
  engine.current = creator;
}

bool wants_eager_start(lua_State* L, int options) {
  const bool eager = field_is_set(L, options, "eager_start") && lua_toboolean(L, -1) != 0;
  lua_settop(L, options);
  return eager;
}

// create_task through the loop's task factory, if it has one: factory(loop, coroutine, options).
bool call_task_factory(lua_State* L, const Loop& loop, int body, int options) {
  if (!loop.has_task_factory) return false;
  push_loop(L, loop);
  lua_getiuservalue(L, -1, Loop::task_factory);
  lua_insert(L, -2);
  lua_pushvalue(L, body);
  lua_pushvalue(L, options);
  lua_call(L, 3, 1);
  check<Future>(L, -1);
  return true;
}

// As create_task(c) in a script.
Future& spawn_with_factory(lua_State* L, Loop& loop, int index) {
  if (!loop.has_task_factory) return spawn(L, loop, index);
  lua_pushnil(L);
  call_task_factory(L, loop, index, lua_gettop(L));
  lua_replace(L, -2);
  return *to<Future>(L, -1);
}

int create_task_on(lua_State* L, Loop& loop, int body, bool use_factory) {
  const int options = body + 1;
  if (lua_gettop(L) == body && !loop.has_task_factory) {
    spawn(L, loop, body);
    return 1;
  }
  lua_settop(L, options);
  const bool has_options = check_options(L, options, "create_task", create_options);
  if (use_factory && call_task_factory(L, loop, body, options)) return 1;
  const bool eager = has_options && loop.running && wants_eager_start(L, options);
  push_name_option(L, has_options ? options : 0);
  const int name = lua_gettop(L);
  if (!has_options || !field_is_set(L, options, "context")) lua_pushnil(L);
  Task& task = create_task(L, &loop, body);
  if (has_options) apply_options(L, name);
  if (eager)
    start_eagerly(L, task);
  else
    loop.events->call_soon(task);
  return 1;
}

// create_task(c, {name=, context=, eager_start=})
int create_task_function(lua_State* L) {
  check_body(L, 1);  // first: a refused argument does not make a main task of the chunk
  return create_task_on(L, running_loop(L), 1, true);
}

// The class itself, as a task factory calls it: new_task(loop, c, options).
int new_task(lua_State* L) {
  Loop& loop = check_open_loop(L);
  check_body(L, 2);
  return create_task_on(L, loop, 2, false);
}

int ensure_future_function(lua_State* L) {
  luaL_checkany(L, 1);
  lua_settop(L, 1);
  ensure_future(L, 1, "ensure_future");
  return 1;
}

int current_task(lua_State* L) {
  if (!lua_isnoneornil(L, 1) && Engine::of(L).loop != &check<Loop>(L, 1)) {
    lua_pushnil(L);
    return 1;
  }
  running_loop(L);
  const Engine& engine = Engine::of(L);
  if (engine.current == nullptr)
    lua_pushnil(L);
  else
    push_task(L, *engine.current);
  return 1;
}

// all_tasks([loop]) → array, in order of creation
int all_tasks(lua_State* L) {
  Loop& loop = lua_isnoneornil(L, 1) ? running_loop(L) : check<Loop>(L, 1);
  lua_newtable(L);
  int count = 0;
  for (Task& task : loop.tasks) {
    push_task(L, task);
    lua_rawseti(L, -2, ++count);
  }
  return 1;
}

int get_name(lua_State* L) {
  check<Task>(L, 1);
  push_task_name(L, 1);
  return 1;
}

int set_name_method(lua_State* L) {
  check<Task>(L, 1);
  luaL_checkany(L, 2);
  luaL_tolstring(L, 2, nullptr);
  set_name(L, 1);
  return 0;
}

int get_coro(lua_State* L) {
  check<Task>(L, 1);
  lua_getiuservalue(L, 1, Task::body);
  return 1;
}

int get_context(lua_State* L) {
  check<Task>(L, 1);
  lua_getiuservalue(L, 1, Task::context);
  return 1;
}

int cancelling(lua_State* L) {
  lua_pushinteger(L, check<Task>(L, 1).cancel_requests);
  return 1;
}

int uncancel(lua_State* L) {
  auto& task = check<Task>(L, 1);
  if (task.cancel_requests > 0 && --task.cancel_requests == 0) task.must_cancel = false;
  lua_pushinteger(L, task.cancel_requests);
  return 1;
}

// Appends the frames of `co` and of the coroutines it waits in, innermost first, to the table on
// top.
void append_stack(lua_State* L, lua_State* co) {
  luaL_checkstack(L, 4, "coroutines nested too deep");
  if (lua_State* inner = inner_coroutine(co)) append_stack(L, inner);
  append_frames(L, co, is_awaiting(co) || co == L ? 1 : 0);  // without the await, or this call
}

// get_stack() → array of {source=, line=, name=}, the whole stack, generators included
int get_stack(lua_State* L) {
  const auto& task = check<Task>(L, 1);
  lua_newtable(L);
  if (task.lua_thread != nullptr) append_stack(L, task.lua_thread);
  return 1;
}

int print_stack(lua_State* L) {
  get_stack(L);
  push_task_name(L, 1);
  lua_writestringerror("Stack for task '%s':\n", lua_tostring(L, -1));
  lua_pop(L, 1);
  for (int i = 1; lua_rawgeti(L, -1, i) == LUA_TTABLE; ++i) {
    lua_getfield(L, -1, "source");
    lua_getfield(L, -2, "line");
    lua_getfield(L, -3, "name");
    lua_pushfstring(L, "  %s:%d: in %s\n", lua_tostring(L, -3),
                    static_cast<int>(lua_tointeger(L, -2)), lua_tostring(L, -1));
    lua_writestringerror("%s", lua_tostring(L, -1));
    lua_pop(L, 5);
  }
  return 0;
}

}  // namespace

Future& ensure_future(lua_State* L, int index, const char* function) {
  index = lua_absindex(L, index);
  if (to_coroutine(L, index) != nullptr || lua_isfunction(L, index))
    return spawn_with_factory(L, running_loop(L), index);
  if (auto* future = to<Future>(L, index)) {
    lua_pushvalue(L, index);
    return *future;
  }
  if (luaL_getmetafield(L, index, "__await") != LUA_TNIL) {
    lua_pop(L, 1);
    return spawn_with_factory(L, running_loop(L), index);
  }
  lua_pushfstring(L, "%s: an awaitable is required (coroutine object, future or task), got %s",
                  function, type_name(L, index));
  raise_at_caller(L);
  __builtin_unreachable();
}

int loop_create_task(lua_State* L) {
  Loop& loop = check_open_loop(L);
  check_body(L, 2);
  return create_task_on(L, loop, 2, true);
}

void open_task(lua_State* L) {
  static const luaL_Reg methods[] = {{"get_name", entry<get_name>},
                                     {"set_name", entry<set_name_method>},
                                     {"get_coro", entry<get_coro>},
                                     {"get_context", entry<get_context>},
                                     {"cancelling", entry<cancelling>},
                                     {"uncancel", entry<uncancel>},
                                     {"get_stack", entry<get_stack>},
                                     {"print_stack", entry<print_stack>},
                                     {nullptr, nullptr}};
  static const luaL_Reg functions[] = {{"create_task", entry<create_task_function>},
                                       {"new_task", entry<new_task>},
                                       {"ensure_future", entry<ensure_future_function>},
                                       {"current_task", entry<current_task>},
                                       {"all_tasks", entry<all_tasks>},
                                       {nullptr, nullptr}};
  // Tasks print as futures do.
  push_metatable(L, Future::class_type);
  lua_getfield(L, -1, "__tostring");
  const lua_CFunction to_string = lua_tocfunction(L, -1);
  lua_pop(L, 2);
  const luaL_Reg metamethods[] = {{"__tostring", to_string}, {nullptr, nullptr}};
  register_class(L, {Task::class_type, methods, metamethods});
  luaL_setfuncs(L, functions, 0);
}

}  // namespace aio
