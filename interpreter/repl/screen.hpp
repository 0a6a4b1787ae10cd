#pragma once
// What the program and its scripts write while a line is being typed. stdout and stderr become
// streams of ours (glibc's fopencookie), which hide the prompt before the first byte comes out. So
// every way of writing through C's streams is caught: print, io.write, warnings, C modules, worker
// threads. What bypasses them (a child process) goes to the terminal as ever.

#include <cstddef>
#include <cstdio>

namespace aio {

// Who shows the prompt. Both are called in the thread that has begun the capture.
struct Curtain {
  virtual ~Curtain() = default;
  // Takes the prompt away; called once for each show_prompt.
  virtual void hide() = 0;
  // Output of another thread waits: call flush_foreign soon. Any thread.
  virtual void foreign_output() noexcept = 0;
};

// From now on `stdout` and `stderr` are captured streams. Returns false where that cannot be.
bool capture_output(Curtain& curtain);
// They are the system's again.
void release_output();

// The stream of the real terminal: where the prompt is written.
std::FILE* terminal_stream();

// The prompt is going to be on the screen, at the beginning of a line: output hides it from now on.
// Writes what is pending before.
void prompt_shown();
// It is not there any more (a line was entered), nothing is to be hidden.
void prompt_gone();
// The terminal has echoed a key (Ctrl-C): what follows begins a line.
void echo_shown();
// Writes a line break if the cursor is not at the beginning of a line, as far as we know.
void begin_line();
// Writes what other threads wanted to while the prompt was shown; hides it for that.
void flush_foreign();

}  // namespace aio
