await(aio.sleep(0))
print "hello"
