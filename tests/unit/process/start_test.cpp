// Which program a child runs, and what it is told.
#include <cstdlib>

#include "runtime/process/child_process.hpp"
#include "runtime/process/executable.hpp"
#include "runtime/process/start_message.hpp"
#include "tests/unit/catch.hpp"

using namespace aio;

TEST_CASE("programs are found as the shell finds them") {
  CHECK(find_executable("sh") != "");
  CHECK(find_executable("/bin/sh") == "/bin/sh");
  CHECK(find_executable("no such program") == "");
  CHECK(find_executable("/tmp") == "");
  CHECK(find_executable("/etc/passwd") == "");
  set_worker_executable("/bin/true");
  CHECK(worker_executable() == "/bin/true");
  set_worker_executable("");
}

TEST_CASE("the setup message") {
  WorkerSetup sent;
  sent.memory_limit = 12345678901;
  sent.has_globals = true;
  sent.environment.bytes = std::string("environment\0", 12);
  sent.initializer.bytes = "initializer";
  const std::string bytes = encode_setup(sent);
  WorkerSetup got;
  REQUIRE(decode_setup(bytes, got));
  CHECK(got.memory_limit == sent.memory_limit);
  CHECK(got.has_globals);
  CHECK(got.environment.bytes == sent.environment.bytes);
  CHECK(got.initializer.bytes == "initializer");
  for (std::size_t size = 0; size < bytes.size(); ++size)
    CHECK_FALSE(decode_setup(std::string_view(bytes).substr(0, size), got));
}

TEST_CASE("how a process has ended") {
  ParentLinks links;
  auto process = ChildProcess::start("/bin/false", links);
  CHECK(process.running());
  REQUIRE(process.wait(10));
  CHECK_FALSE(process.running());
  CHECK(process.end() == "exited with status 1");
  CHECK_THROWS_WITH(ChildProcess::start("/no/such/program", links),
                    "/no/such/program: No such file or directory");
}
