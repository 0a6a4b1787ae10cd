/* What the files of the floor share. */
#ifndef AIO_BENCH_FLOOR_H
#define AIO_BENCH_FLOOR_H
#include <lauxlib.h>
#include <time.h>

extern lua_State* L;

double seconds(clockid_t clock);
void report(const char* name, double value, const char* unit);

/* Leaves a function on the stack: the value of the chunk. */
void push_function(const char* chunk);

/* Leaves a new coroutine on the stack that will run the function at `index`. */
lua_State* create(int index);

/* Resumes and drops what comes back. */
int resume(lua_State* thread, int arguments);

/* steps.c: the workloads that need nothing but coroutines; NULL if there is none of this name. */
typedef void (*Workload)(int count);
Workload find_workload(const char* name);

/* loop.c: those that need libuv; they print their own lines. */
void measure_timers(int count);
void measure_memory(int count);
void measure_thread(int count);
void hello(void);

#endif
