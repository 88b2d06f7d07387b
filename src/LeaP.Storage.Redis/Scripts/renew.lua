-- KEYS: holder, lease, events. ARGV: token, owner, lease ms, keep ms. Returns 1, or 0 when the lease is lost.
if not holds(KEYS[1], ARGV[1], ARGV[2]) then
  return 0
end
prolong(KEYS[1], KEYS[2], ARGV[2], ARGV[3], ARGV[4])
redis.call('PEXPIRE', KEYS[3], ARGV[4])
return 1
