#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <uv.h>

#include "floor.h"

/* When a coroutine wants to go on; a binary heap of them, the earliest first. */
typedef struct {
  double due;
  lua_State* thread;
} Timer;

static void push(Timer* heap, int* size, Timer timer) {
  int hole = (*size)++;
  for (; hole > 0 && heap[(hole - 1) / 2].due > timer.due; hole = (hole - 1) / 2)
    heap[hole] = heap[(hole - 1) / 2];
  heap[hole] = timer;
}

static Timer pop(Timer* heap, int* size) {
  Timer first = heap[0], last = heap[--*size];
  int hole = 0;
  for (int child; (child = 2 * hole + 1) < *size; hole = child) {
    if (child + 1 < *size && heap[child + 1].due < heap[child].due) child++;
    if (heap[child].due >= last.due) break;
    heap[hole] = heap[child];
  }
  heap[hole] = last;
  return first;
}

/* Every millisecond, all that are due. Returns the worst lateness in seconds. */
static double expire_all(Timer* heap, int size) {
  double worst = 0, now;
  while (size > 0) {
    nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
    while (size > 0 && (now = seconds(CLOCK_MONOTONIC)) >= heap[0].due) {
      Timer timer = pop(heap, &size);
      if (now - timer.due > worst) worst = now - timer.due;
      resume(timer.thread, 0);
    }
  }
  return worst;
}

static double run_timers(int count) {
  Timer* heap = calloc((size_t)count, sizeof *heap);
  int size = 0;
  lua_settop(L, 0);
  push_function("return function() yield() end");
  lua_createtable(L, count, 0);
  for (int i = 0; i < count; i++) {
    Timer timer = {seconds(CLOCK_MONOTONIC) + (double)((i + 1LL) * 7919 % count) * 1e-5, create(1)};
    lua_rawseti(L, 2, i + 1);
    resume(timer.thread, 0);
    push(heap, &size, timer);
  }
  double worst = expire_all(heap, size);
  free(heap);
  return worst;
}

void measure_timers(int count) {
  run_timers(count);
  double start = seconds(CLOCK_PROCESS_CPUTIME_ID);
  double worst = run_timers(count);
  report("timers_cpu", (seconds(CLOCK_PROCESS_CPUTIME_ID) - start) * 1e3, "ms");
  report("timers_late", worst * 1e3, "ms");
}

/* A suspended coroutine and no timer at all. */
void measure_memory(int count) {
  size_t before, after;
  uv_resident_set_memory(&before);
  push_function("return function() yield() end");
  lua_createtable(L, count, 0);
  for (int i = 1; i <= count; i++) {
    resume(create(1), 0);
    lua_rawseti(L, 2, i);
  }
  uv_resident_set_memory(&after);
  report("memory", (double)(after - before) / count, "B");
  _exit(fflush(stdout));
}

static int works_left;

static void work(uv_work_t* request) { request->data = request; }

static void worked(uv_work_t* request, int status) {
  (void)status;
  if (works_left-- > 0) uv_queue_work(uv_default_loop(), request, work, worked);
}

/* libuv's thread pool, an empty C function, four at a time. */
static void run_thread(int count) {
  uv_work_t requests[4];
  works_left = count - 4;
  for (int i = 0; i < 4; i++) uv_queue_work(uv_default_loop(), &requests[i], work, worked);
  uv_run(uv_default_loop(), UV_RUN_DEFAULT);
}

void measure_thread(int count) {
  run_thread(count / 10);
  double wall = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
  run_thread(count);
  report("thread_wall", (seconds(CLOCK_MONOTONIC) - wall) / count * 1e6, "us");
  report("thread_cpu", (seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu) / count * 1e6, "us");
}

static lua_State* sleeper;

static void say_hello(uv_timer_t* timer) {
  resume(sleeper, 0);
  uv_close((uv_handle_t*)timer, NULL);
}

/* For the start-up: a coroutine that waits for one turn of the loop. */
void hello(void) {
  uv_timer_t timer;
  push_function("return function() yield() print 'hello' end");
  sleeper = create(1);
  resume(sleeper, 0);
  uv_timer_init(uv_default_loop(), &timer);
  uv_timer_start(&timer, say_hello, 0, 0);
  uv_run(uv_default_loop(), UV_RUN_DEFAULT);
}
