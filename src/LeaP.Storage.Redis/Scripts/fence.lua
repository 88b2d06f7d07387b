-- Stands before the scripts that write. True while nobody took the session since this lease was given.
local function holds(holder, token, owner)
  local newest = redis.call('HMGET', holder, 'token', 'owner')
  return newest[1] == token and newest[2] == owner
end

local function prolong(holder, lease, owner, lease_ms, keep_ms)
  redis.call('SET', lease, owner, 'PX', lease_ms)
  redis.call('PEXPIRE', holder, keep_ms)
end
