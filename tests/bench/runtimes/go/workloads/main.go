// The workloads of docs/benchmarks.md for Go:  workloads WORKLOAD COUNT
// Prints "name value unit". BENCH_CLOCK=wall measures wall time.
//
// A goroutine's result comes over a channel, and an error is a value: no unwinding, no traceback. An inline await does
// not exist (a function that waits is called like any other), and neither does an offload to a thread: a goroutine is
// in one already.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
	"unsafe"
)

var began = time.Now()

func wallClock() float64 { return time.Since(began).Seconds() }

// Of all threads.
func cpuClock() float64 {
	const processCPUTime = 2
	var now syscall.Timespec
	syscall.RawSyscall(syscall.SYS_CLOCK_GETTIME, processCPUTime, uintptr(unsafe.Pointer(&now)), 0)
	return float64(now.Nano()) / 1e9
}

// Runs f in count goroutines and waits for them.
func times(count int, f func(i int)) {
	var group sync.WaitGroup
	group.Add(count)
	for i := 0; i < count; i++ {
		go func(i int) {
			defer group.Done()
			f(i)
		}(i)
	}
	group.Wait()
}

var workloads = map[string]func(count int){
	"switch": func(count int) {
		times(1000, func(int) {
			for i := 0; i < count/1000; i++ {
				runtime.Gosched()
			}
		})
	},

	"create_await": func(count int) {
		for i := 0; i < count; i++ {
			done := make(chan struct{})
			go func() { close(done) }()
			<-done
		}
	},

	"create_gather": func(count int) { times(count, func(int) {}) },

	"queue": func(count int) {
		there, back := make(chan int, 1), make(chan int, 1)
		go func() {
			for item := range there {
				back <- item
			}
		}()
		for i := 0; i < count; i++ {
			there <- i
			<-back
		}
		close(there)
	},

	"lock_contended": func(count int) {
		var lock sync.Mutex
		times(100, func(int) {
			for i := 0; i < count/100; i++ {
				lock.Lock()
				runtime.Gosched()
				lock.Unlock()
			}
		})
	},

	"lock_free": func(count int) {
		var lock sync.Mutex
		for i := 0; i < count; i++ {
			lock.Lock()
			lock.Unlock()
		}
	},

	"error": func(count int) {
		for i := 0; i < count; i++ {
			failed := make(chan error, 1)
			go func() { failed <- errors.New("boom") }()
			if err := <-failed; err == nil {
				panic("no error")
			}
		}
	},

	"cancel": func(count int) {
		for i := 0; i < count; i++ {
			ctx, cancel := context.WithCancel(context.Background())
			failed := make(chan error, 1)
			go func() {
				timer := time.NewTimer(time.Hour)
				defer timer.Stop()
				select {
				case <-timer.C:
					failed <- nil
				case <-ctx.Done():
					failed <- ctx.Err()
				}
			}()
			runtime.Gosched()
			cancel()
			if err := <-failed; err == nil {
				panic("not cancelled")
			}
		}
	},
}

func report(name string, value float64, unit string) { fmt.Printf("%s %.6g %s\n", name, value, unit) }

func residentBytes() float64 {
	status, _ := os.ReadFile("/proc/self/status")
	for _, line := range strings.Split(string(status), "\n") {
		if strings.HasPrefix(line, "VmRSS:") {
			kilobytes, _ := strconv.Atoi(strings.Fields(line)[1])
			return float64(kilobytes) * 1024
		}
	}
	panic("no VmRSS")
}

// The timers of count goroutines, 10 µs apart and armed in a shuffled order; returns the worst lateness.
func runTimers(count int) time.Duration {
	late := make([]time.Duration, count)
	times(count, func(i int) {
		delay := time.Duration((i+1)*7919%count) * 10 * time.Microsecond
		due := time.Now().Add(delay)
		time.Sleep(delay)
		late[i] = time.Since(due)
	})
	worst := time.Duration(0)
	for _, one := range late {
		if one > worst {
			worst = one
		}
	}
	return worst
}

var special = map[string]func(count int){
	"timers": func(count int) {
		runTimers(count)
		start := cpuClock()
		worst := runTimers(count)
		report("timers_cpu", (cpuClock()-start)*1e3, "ms")
		report("timers_late", worst.Seconds()*1e3, "ms")
	},

	"memory": func(count int) {
		before := residentBytes()
		var started sync.WaitGroup
		started.Add(count)
		for i := 0; i < count; i++ {
			go func() {
				started.Done()
				time.Sleep(time.Hour)
			}()
		}
		started.Wait()
		report("memory", (residentBytes()-before)/float64(count), "B")
	},
}

func main() {
	name := os.Args[1]
	count, _ := strconv.Atoi(os.Args[2])
	if run, found := special[name]; found {
		run(count)
		return
	}
	run, found := workloads[name]
	if !found {
		os.Exit(3) // does not exist here
	}
	clock := cpuClock
	if os.Getenv("BENCH_CLOCK") == "wall" {
		clock = wallClock
	}
	run(count)
	start := clock()
	run(count)
	report(name, (clock()-start)/float64(count)*1e9, "ns")
}
