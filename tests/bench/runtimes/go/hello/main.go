package main

import (
	"fmt"
	"runtime"
)

func main() {
	done := make(chan struct{})
	go func() {
		runtime.Gosched()
		fmt.Println("hello")
		close(done)
	}()
	<-done
}
