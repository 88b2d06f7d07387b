-- KEYS: holder, lease, events. ARGV: token, owner, lease ms, keep ms, longest log, 1 to allow a gap, and then a
-- sequence and a payload for each event. Returns the last sequence stored, or -1 when the lease is lost.
if not holds(KEYS[1], ARGV[1], ARGV[2]) then
  return -1
end
prolong(KEYS[1], KEYS[2], ARGV[2], ARGV[3], ARGV[4])
local last = 0
local newest = redis.call('XREVRANGE', KEYS[3], '+', '-', 'COUNT', 1)
if newest[1] then
  last = tonumber(string.match(newest[1][1], '^%d+'))
end
if tonumber(ARGV[7]) > last + 1 and ARGV[6] ~= '1' then
  return last
end
for i = 7, #ARGV, 2 do
  local sequence = tonumber(ARGV[i])
  if sequence > last then
    redis.call('XADD', KEYS[3], 'MAXLEN', '=', ARGV[5], ARGV[i] .. '-0', 'e', ARGV[i + 1])
    last = sequence
  end
end
redis.call('PEXPIRE', KEYS[3], ARGV[4])
return last
