local n = 0
request = function()
  n = n % 80 + 1
  return wrk.format('GET', '/e' .. n .. '/plan/2022')
end
