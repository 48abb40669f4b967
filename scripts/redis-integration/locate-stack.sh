# Sets GATEWAY_URL, WORKER_URL, RETRIEVAL_URL, AGENTS_URL, REDIS_HOST, REDIS_PORT, REDIS_PASSWORD.

record=$(tr -d ' \n' 2>/dev/null <"${DATA_DIR:-.data}/stack.json" || true)

# The port of a service: its variable, else the record of `npm start`, else the default.
port_of() {
  local service=$1 key=${1^^}_PORT default=$2 recorded
  recorded=$(sed -n "s/.*\"ports\":{[^}]*\"$service\":\([0-9]*\).*/\1/p" <<<"$record")
  echo "${!key:-${recorded:-$default}}"
}

GATEWAY_URL=${GATEWAY_URL:-http://127.0.0.1:$(port_of gateway 4000)}
WORKER_URL=${WORKER_URL:-http://127.0.0.1:$(port_of worker 8001)}
RETRIEVAL_URL=${RETRIEVAL_URL:-http://127.0.0.1:$(port_of retrieval 8002)}
AGENTS_URL=${AGENTS_URL:-http://127.0.0.1:$(port_of agents 8003)}

if [[ ${REDIS_URL:-} =~ ^redis://(([^:@/]*)(:([^@/]*))?@)?([^:/]+)(:([0-9]+))? ]]; then
  REDIS_PASSWORD=${BASH_REMATCH[4]:-${REDIS_PASSWORD:-}}
  REDIS_HOST=${BASH_REMATCH[5]}
  REDIS_PORT=${BASH_REMATCH[7]:-6379}
fi
recorded_port=$(sed -n 's/.*"redis":{[^}]*"port":\([0-9]*\).*/\1/p' <<<"$record")
REDIS_HOST=${REDIS_HOST:-127.0.0.1}
REDIS_PORT=${REDIS_PORT:-${recorded_port:-6379}}
REDIS_PASSWORD=${REDIS_PASSWORD:-}
