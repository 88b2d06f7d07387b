-- KEYS: holder, lease, newest snapshot. ARGV: token, owner, lease ms, keep ms, name of the snapshot.
-- Returns 1, or 0 when the lease is lost. The snapshot itself lies under a name that only this lease uses, so a late
-- owner cannot replace what a newer one wrote.
if not holds(KEYS[1], ARGV[1], ARGV[2]) then
  return 0
end
prolong(KEYS[1], KEYS[2], ARGV[2], ARGV[3], ARGV[4])
redis.call('SET', KEYS[3], ARGV[5], 'PX', ARGV[4])
return 1
