-- KEYS: request. ARGV: session. Returns 1 when the request was bound to this session and is free now, else 0.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
return redis.call('DEL', KEYS[1])
