// What does not cross is refused by the sender, by its path. The texts are part of the contract.
#include "tests/unit/thread/support.hpp"

using aio::test::TwoStates;

TEST_CASE("refusals name the value by path") {
  TwoStates states;
  states.run(R"lua(
    local function expect(message, ...)
      local got = refused(...)
      assert(got == message, "got      " .. tostring(got) .. "\nexpected " .. message)
    end
    local co = coroutine.create(print)
    local conn = io.stdout

    local f = load("local conn = io.stdout\n\nreturn function() return conn end", "@script.lua")()
    expect("to_thread: upvalue 'conn' of function <script.lua:3> (userdata) cannot be sent to a thread: it is a FILE*", f)
    expect("to_thread: argument 2, field 'handlers[3].callback' (thread) cannot be sent to a thread",
           f and print, {handlers = {1, 2, {callback = co}}})
    expect("to_thread: argument 1 (thread) cannot be sent to a thread", co)
    expect("to_thread: argument 3 (userdata) cannot be sent to a thread: it is a FILE*", 1, 2, conn)
    expect("to_thread: argument 1 (C function) cannot be sent to a thread", coroutine.wrap(print))
    expect("to_thread: argument 1 (table) cannot be sent to a thread: it has a metatable of no registered class",
           setmetatable({}, {}))
    expect("to_thread: argument 1, field 'p' (table) cannot be sent to a thread: its class 'Point' is not registered",
           {p = setmetatable({}, {__name = "Point"})})
    expect("to_thread: argument 1, field '[\"two words\"][true][1.5]' (thread) cannot be sent to a thread",
           {["two words"] = {[true] = {[1.5] = co}}})
    expect("to_thread: argument 1, field '[2][1]' (thread) cannot be sent to a thread", {1, {co}})
    expect("to_thread: argument 1, a key (thread) cannot be sent to a thread", {[co] = 1})
    expect("to_thread: argument 1, a key of field 'a.b' (thread) cannot be sent to a thread", {a = {b = {[co] = 1}}})
    expect("to_thread: argument 1, field 'x[table].y' (thread) cannot be sent to a thread", {x = {[{1}] = {y = co}}})

    -- the innermost function is the root
    local config = load("local config = ... return function() return config end", "@a.lua")
    local inner = config({list = {co}})
    local outer = load("local inner = ... return function() return inner() end", "@b.lua")(inner)
    expect("to_thread: upvalue 'config' of function <a.lua:1>, field 'list[1]' (thread) cannot be sent to a thread",
           {deep = {outer}})

    -- very deep paths are cut at the front
    local deep = co
    for _ = 1, 20 do deep = {x = deep} end
    expect("to_thread: argument 1, field '...x.x.x.x.x.x.x.x.x.x.x.x' (thread) cannot be sent to a thread", deep)

    -- user data of the script's own among the globals has no counterpart over there
    gen = coroutine.wrap(print)
    expect("to_thread: argument 1 (C function) cannot be sent to a thread", gen)
  )lua");
}

TEST_CASE("refusals of results name the results") {
  TwoStates states;
  states.run(R"lua(
    local ok, message = pcall(over, function() return 1, io.stdout end)
    assert(message == "over: result 2 (userdata) cannot be sent to the other state: it is a FILE*", message)
  )lua");
}

TEST_CASE("a refusal has the position of the caller, and the message can be used again") {
  TwoStates states;
  states.run(R"lua(
    local ok, message = pcall(function() copy({coroutine.create(print)}) end)
    assert(message:find("^script.lua:2: to_thread: argument 1, field '%[1%]' %(thread%) cannot"), message)
    assert(copy(5) == 5)
  )lua");
}

TEST_CASE("excessive nesting is an error, not a crash") {
  TwoStates states;
  states.run(R"lua(
    local t = {}
    for _ = 1, 400000 do t = {t} end
    local message = refused(t)
    assert(message:find("^to_thread: argument 1.* is nested too deeply$"), message)
  )lua");
}
