-- KEYS: holder, lease. ARGV: owner, lease ms, keep ms.
-- Returns the token of the new lease, or 0 while the lease of another owner lives.
local held = redis.call('GET', KEYS[2])
if held and held ~= ARGV[1] then
  return 0
end
local token = redis.call('HINCRBY', KEYS[1], 'token', 1)
redis.call('HSET', KEYS[1], 'owner', ARGV[1])
prolong(KEYS[1], KEYS[2], ARGV[1], ARGV[2], ARGV[3])
return token
