#!/usr/bin/env bash
# Checks a running stack and its Redis; see --help.
set -uo pipefail

usage() {
  cat <<'TEXT'
Checks a running stack, in Docker or not: that the services answer, that Redis is reached, limited, persistent and
divided as configured, that the cache endpoints work, and that a cached search is faster than a cold one.

  scripts/test-redis-integration.sh

Prints PASS or FAIL with the reason for each check; exits with 1 when one failed, with 2 when it could not begin.
It clears the cache of retrieval, and nothing that lasts. Needs curl; uses redis-cli when there is one.

Where the stack is comes from the environment, else from DATA_DIR/stack.json (which `npm start` writes), else the defaults:
  GATEWAY_URL WORKER_URL RETRIEVAL_URL AGENTS_URL    or GATEWAY_PORT (4000) WORKER_PORT (8001) RETRIEVAL_PORT AGENTS_PORT
  REDIS_URL                                          or REDIS_HOST (127.0.0.1) REDIS_PORT (6379) REDIS_PASSWORD
  INTERNAL_TOKEN or ADMIN_TOKEN                      when the stack was started with one
  DATA_DIR                                           default .data
TEXT
}

case "${1:-}" in
  '') ;;
  -h | --help) usage; exit 0 ;;
  *) usage >&2; exit 2 ;;
esac
command -v curl >/dev/null || { echo 'curl is needed and is not on the PATH.' >&2; exit 2; }

cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=scripts/redis-integration/locate-stack.sh
source scripts/redis-integration/locate-stack.sh
# shellcheck source=scripts/redis-integration/report.sh
source scripts/redis-integration/report.sh
# shellcheck source=scripts/redis-integration/redis-client.sh
source scripts/redis-integration/redis-client.sh
# shellcheck source=scripts/redis-integration/check-redis.sh
source scripts/redis-integration/check-redis.sh
# shellcheck source=scripts/redis-integration/check-services.sh
source scripts/redis-integration/check-services.sh

echo "gateway $GATEWAY_URL, worker $WORKER_URL, retrieval $RETRIEVAL_URL, agents $AGENTS_URL, redis $REDIS_HOST:$REDIS_PORT"
check_availability
check_connection
check_authentication
check_memory
check_persistence
check_isolation
check_stats
check_invalidation_endpoints
check_clear_leaves_others
check_performance
summarise
