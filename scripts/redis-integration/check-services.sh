# What the services must answer.

authorization=()
token=${INTERNAL_TOKEN:-${ADMIN_TOKEN:-}}
[ -n "$token" ] && authorization=(-H "authorization: Bearer $token")

# http <method> <url> [body]: the body of the answer, then its status on a line of its own.
http() {
  local body=()
  [ $# -ge 3 ] && body=(-H 'content-type: application/json' --data "$3")
  curl -s -m 30 -X "$1" "${authorization[@]}" "${body[@]}" -w '\n%{http_code}' "$2" 2>&1
}

status_of() { tail -n 1 <<<"$1"; }

check_availability() {
  section 'Service availability'
  local name url
  for name in gateway worker retrieval agents; do
    url=${name^^}_URL
    expect "$name answers on ${!url}/health" 200 "$(status_of "$(http GET "${!url}/health")")"
  done
}

check_stats() {
  section 'Cache statistics'
  local name url answer field
  for name in worker retrieval agents; do
    url=${name^^}_URL
    answer=$(http GET "${!url}/api/v1/cache/stats")
    expect_match "$name is connected to its Redis" '"connected":true' "$answer"
    for field in memory_used hit_rate keyspace_hits keyspace_misses total_commands_processed connected_clients cache_counts; do
      [[ $answer == *"\"$field\":"* ]] || fail "$name reports $field" "absent from ${answer:0:200}"
    done
    expect "$name answers with its statistics" 200 "$(status_of "$answer")"
  done
}

check_invalidation_endpoints() {
  section 'Cache endpoints'
  local name url hash
  hash=$(printf '%064d' $$)
  expect 'DELETE /api/v1/cache/search/{pattern} on retrieval' 200 \
    "$(status_of "$(http DELETE "$RETRIEVAL_URL/api/v1/cache/search/integration-check-*")")"
  expect 'DELETE /api/v1/cache/file/{hash} on worker' 200 \
    "$(status_of "$(http DELETE "$WORKER_URL/api/v1/cache/file/$hash")")"
  for name in worker retrieval agents; do
    url=${name^^}_URL
    expect "POST /api/v1/cache/invalidate on $name" 200 \
      "$(status_of "$(http POST "${!url}/api/v1/cache/invalidate" "{\"tags\":[\"file-$hash\"]}")")"
    expect "and one that names nothing is refused on $name" 400 \
      "$(status_of "$(http POST "${!url}/api/v1/cache/invalidate" '{}')")"
  done
}

# The entries of a service by kind, as it reports them.
counts_of() { http GET "$1/api/v1/cache/stats" | grep -o '"cache_counts":{[^}]*}'; }

check_clear_leaves_others() {
  section 'Clearing one cache'
  local worker agents
  worker=$(counts_of "$WORKER_URL")
  agents=$(counts_of "$AGENTS_URL")
  expect 'DELETE /api/v1/cache/clear on retrieval' 200 \
    "$(status_of "$(http DELETE "$RETRIEVAL_URL/api/v1/cache/clear")")"
  expect 'leaves the entries of worker' "$worker" "$(counts_of "$WORKER_URL")"
  expect 'leaves the entries of agents' "$agents" "$(counts_of "$AGENTS_URL")"
}

# timed_search <text>: "<cache status> <milliseconds>", the whole round trip through the gateway
timed_search() {
  local answer status
  answer=$(curl -s -m 30 -H 'content-type: application/json' -w '\n%{time_total}' "$GATEWAY_URL/graphql" --data \
    "{\"query\":\"query Check(\$q: String!) { search(query: \$q, first: 5) { cache { status } hits { text } } }\",\"variables\":{\"q\":\"$1\"}}")
  status=$(grep -o '"status":"[A-Z]*"' <<<"$answer" | head -n 1 | cut -d'"' -f4)
  echo "${status:-none} $(tail -n 1 <<<"$answer" | awk '{ print $1 * 1000 }')"
}

median() { sort -n | awk '{ values[NR] = $1 } END { print values[int((NR + 1) / 2)] }'; }

check_performance() {
  section 'Cold against cached'
  local run=$$-$RANDOM index status tookMs cold=() cached=() statuses_cold='' statuses_cached=''
  for index in 1 2 3 4 5; do
    read -r status tookMs < <(timed_search "integration check $run number $index about cache eviction")
    cold+=("$tookMs") statuses_cold+="$status "
  done
  for index in 1 2 3 4 5; do
    read -r status tookMs < <(timed_search "integration check $run number $index about cache eviction")
    cached+=("$tookMs") statuses_cached+="$status "
  done
  expect 'five new searches are computed' 'MISS MISS MISS MISS MISS ' "$statuses_cold"
  expect 'the same five again come from the cache' 'HIT HIT HIT HIT HIT ' "$statuses_cached"
  compare "$(printf '%s\n' "${cold[@]}" | median)" "$(printf '%s\n' "${cached[@]}" | median)"
  http DELETE "$RETRIEVAL_URL/api/v1/cache/search/integration%20check%20$run*" >/dev/null
}

# compare <median cold ms> <median cached ms>
compare() {
  local words
  words=$(awk -v cold="$1" -v cached="$2" \
    'BEGIN { printf "median cold %.1f ms, cached %.1f ms: %.1f times as fast", cold, cached, cold / (cached ? cached : 1) }')
  if awk -v cold="$1" -v cached="$2" 'BEGIN { exit !(cached < cold) }'; then
    pass "$words"
  else
    fail 'cached is faster than cold' "$words"
  fi
}
