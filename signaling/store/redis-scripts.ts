// What Redis does in one step. On a Redis Cluster each call touches the keys of one hash tag only. Redis's own clock counts.

/** What is no placement counts as nothing. Epochs are of a text, empty when there is none. */
const readPlacement = `
local function noNode(text)
  return text ~= '' and (#text > 128 or not string.match(text, '^%w[%w_.:@=+-]*$'))
end
local function readPlacement(key)
  local stored = redis.pcall('HMGET', key, 'epoch', 'node', 'standby')
  if stored.err then return '', '', '', true end
  local epoch, node, standby = stored[1] or '', stored[2] or '', stored[3] or ''
  local number = string.match(epoch, '^[1-9]%d*$') and tonumber(epoch) or 0
  if number < 1 or number > 2147483648 or noNode(node) or noNode(standby) then
    return '', '', '', epoch ~= '' or node ~= '' or standby ~= ''
  end
  return epoch, node, standby, false
end
`;

/**
 * KEYS: the placement, as a hash. ARGV: expected epoch, node, standby ("" "" "" = nothing); next epoch, node, standby;
 * milliseconds that it is kept; hint channel and hint. Returns { 1, ... } when it was written, else { 0, what is stored }.
 * What is no placement is replaced.
 */
export const swapPlacementScript = `${readPlacement}
local epoch, node, standby, wrong = readPlacement(KEYS[1])
if epoch ~= ARGV[1] or node ~= ARGV[2] or standby ~= ARGV[3] or tonumber(ARGV[4]) < (tonumber(epoch) or 0) then
  return { 0, epoch, node, standby }
end
if wrong then redis.call('DEL', KEYS[1]) end
redis.call('HSET', KEYS[1], 'epoch', ARGV[4], 'node', ARGV[5], 'standby', ARGV[6])
redis.call('PEXPIRE', KEYS[1], ARGV[7])
redis.call('PUBLISH', ARGV[8], ARGV[9])
return { 1, ARGV[4], ARGV[5], ARGV[6] }
`;

/** KEYS: a text. ARGV: what it is expected to be ("" = nothing), and what it is to be. Returns 1 when it was written. */
export const swapTextScript = `
local stored = redis.pcall('GET', KEYS[1])
if type(stored) == 'table' then
  if ARGV[1] ~= '' then return 0 end
elseif (stored or '') ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[2])
return 1
`;

/**
 * KEYS: placements. ARGV, for each: epoch, node, standby, milliseconds that it is kept. Written where there is nothing;
 * returns epoch, node, standby, epoch, ... as they are then, empty for what is no placement.
 */
export const restorePlacementsScript = `${readPlacement}
local found = {}
for i, key in ipairs(KEYS) do
  local epoch, node, standby, wrong = readPlacement(key)
  if epoch == '' and not wrong then
    epoch, node, standby = ARGV[4 * i - 3], ARGV[4 * i - 2], ARGV[4 * i - 1]
    redis.call('HSET', key, 'epoch', epoch, 'node', node, 'standby', standby)
    redis.call('PEXPIRE', key, ARGV[4 * i])
  end
  found[3 * i - 2], found[3 * i - 1], found[3 * i] = epoch, node, standby
end
return found
`;

/** KEYS: leases (hash), their ends (sorted set). ARGV: node, lease, milliseconds, hint channel, hint, how a lease
    begins of which others know already. */
export const leaseNodeScript = `
for i = 1, 2 do
  local kind = redis.call('TYPE', KEYS[i]).ok
  if kind ~= 'none' and kind ~= (i == 1 and 'hash' or 'zset') then redis.call('DEL', KEYS[i]) end
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for _, node in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now)) do
  redis.call('ZREM', KEYS[2], node)
  redis.call('HDEL', KEYS[1], node)
end
local before = redis.call('HGET', KEYS[1], ARGV[1])
local known = before and string.sub(before, 1, #ARGV[6]) == ARGV[6] and redis.call('ZSCORE', KEYS[2], ARGV[1])
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('ZADD', KEYS[2], now + ARGV[3], ARGV[1])
if not known then redis.call('PUBLISH', ARGV[4], ARGV[5]) end
return 1
`;

/** KEYS: as above. Returns node, lease, node, lease, ... */
export const listNodesScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local live = redis.pcall('ZRANGEBYSCORE', KEYS[2], '(' .. now, '+inf')
local found = {}
if live.err then return found end
for _, node in ipairs(live) do
  local lease = redis.pcall('HGET', KEYS[1], node)
  if type(lease) == 'string' then
    found[#found + 1] = node
    found[#found + 1] = lease
  end
end
return found
`;
