local fiber = require "fiber"

fiber.sleep(0)
print "hello"
os.exit()
