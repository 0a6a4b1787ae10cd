/* How long a program takes from its start to its end:  launch COUNT COMMAND...
 * Runs the command COUNT times, output thrown away. Prints the shortest wall time, because other
 * programs can only add to it; the median processor time; and the resident size. */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char** environ;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e3 + (double)time.tv_nsec * 1e-6;
}

static double milliseconds(struct timeval time) {
  return (double)time.tv_sec * 1e3 + (double)time.tv_usec * 1e-3;
}

static int compare(const void* a, const void* b) {
  double x = *(const double*)a, y = *(const double*)b;
  return (x > y) - (x < y);
}

/* Returns milliseconds. */
static double launch(char** command, struct rusage* usage) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  pid_t pid;
  int status;
  double start = now();
  if (posix_spawnp(&pid, command[0], &actions, NULL, command, environ) != 0 ||
      wait4(pid, &status, 0, usage) != pid || status != 0) {
    fprintf(stderr, "launch: %s failed\n", command[0]);
    exit(1);
  }
  posix_spawn_file_actions_destroy(&actions);
  return now() - start;
}

int main(int argc, char** argv) {
  int count = argc > 2 ? atoi(argv[1]) : 0;
  if (count < 1) return 2;
  double* times = calloc((size_t)count, sizeof *times);
  struct rusage usage;
  launch(argv + 2, &usage); /* from here on, its files are in memory */
  double shortest = launch(argv + 2, &usage);
  for (int i = 0; i < count; i++) {
    double wall = launch(argv + 2, &usage);
    if (wall < shortest) shortest = wall;
    times[i] = milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime);
  }
  qsort(times, (size_t)count, sizeof *times, compare);
  printf("start_wall %.6g ms\nstart_cpu %.6g ms\n", shortest, times[count / 2]);
  printf("start_rss %.6g MiB\n", (double)usage.ru_maxrss / 1024);
  free(times);
  return 0;
}
