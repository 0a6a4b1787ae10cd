-- The guide's real-world case: several files are read at the same time and the contents come back
-- in the order of the names. The sleep stands for a slow disk; three reads take one second.
--
-- Output:
--   Reading file1.txt
--   Reading file2.txt
--   Reading file3.txt
--   Content of file1.txt, Content of file2.txt, Content of file3.txt

local aio = require "aio"
local async, await = aio.async, aio.await

local read_file = async(function(name)
  await(aio.sleep(1))
  print("Reading " .. name)
  return "Content of " .. name
end)

local main = async(function()
  local reads = {}                                 -- (read_file(f) for f in files)
  for i, file in ipairs {"file1.txt", "file2.txt", "file3.txt"} do
    reads[i] = read_file(file)
  end
  local results = await(aio.gather(reads))
  print(table.concat(results, ", "))
end)

aio.run(main())
