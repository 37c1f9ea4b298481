-- Sends the requests of a file of targets in turn: wrk -s load.lua URL -- METHOD TARGETS [BODY]
-- Every thread begins at another place of the file; an answer of 300 and above counts as a refusal.
local threads = {}

function setup(thread)
    thread:set("number", #threads)
    threads[#threads + 1] = thread
end

function init(words)
    refusals = 0
    requests = {}
    local body
    if words[3] then
        local file = assert(io.open(words[3], "rb"))
        body = file:read("*a")
        file:close()
    end
    for target in io.lines(words[2]) do
        -- a large body is formatted when its turn comes, so that not every request is kept in memory
        requests[#requests + 1] = (body and #body > 65536) and target or wrk.format(words[1], target, nil, body)
    end
    large = (body and #body > 65536) and body or nil
    method = words[1]
    at = number * math.floor(#requests / 2)
end

function request()
    at = at % #requests + 1
    if large then
        return wrk.format(method, requests[at], nil, large)
    end
    return requests[at]
end

function response(status)
    if status >= 300 then
        refusals = refusals + 1
    end
end

function done(summary, latency)
    local refused = 0
    for _, thread in ipairs(threads) do
        refused = refused + thread:get("refusals")
    end
    local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
    io.write(string.format("RATE %.1f %.2f %.2f %d\n", summary.requests / (summary.duration / 1e6),
        latency:percentile(50) / 1000, latency:percentile(99) / 1000, refused + failed))
end
