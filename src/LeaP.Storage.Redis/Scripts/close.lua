-- KEYS: holder, lease, and every other key of the session. ARGV: token, owner, keep ms.
-- Returns 1, or 0 when the lease is lost.
if not holds(KEYS[1], ARGV[1], ARGV[2]) then
  return 0
end
redis.call('DEL', KEYS[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
for i = 3, #KEYS do
  redis.call('PEXPIRE', KEYS[i], ARGV[3])
end
return 1
