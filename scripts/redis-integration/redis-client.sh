# redis <db> <password> <command> [argument…]: prints the reply, one element a line; errors as "ERR …".

redis() {
  if command -v redis-cli >/dev/null; then
    redis_by_cli "$@"
  else
    redis_by_socket "$@"
  fi 2>&1 | tr -d '\r'
}

# The command as the stack's own password allows it.
stack_redis() {
  local db=$1
  shift
  redis "$db" "$REDIS_PASSWORD" "$@"
}

redis_by_cli() {
  local db=$1 password=$2 given=()
  shift 2
  # By the environment, so that it is not seen in the list of processes.
  [ -n "$password" ] && given=(env "REDISCLI_AUTH=$password")
  timeout 5 "${given[@]}" redis-cli --raw -h "$REDIS_HOST" -p "$REDIS_PORT" -n "$db" "$@" </dev/null
}

# Speaks RESP over bash's own sockets. Keys and values are plain ASCII here.
redis_by_socket() {
  local db=$1 password=$2 connection
  shift 2
  exec {connection}<>"/dev/tcp/$REDIS_HOST/$REDIS_PORT" || { echo 'ERR no connection'; return 1; }
  if [ -n "$password" ]; then
    send_command "$connection" AUTH "$password"
    read_reply "$connection" >/dev/null
  fi
  send_command "$connection" SELECT "$db"
  read_reply "$connection" >/dev/null
  send_command "$connection" "$@"
  read_reply "$connection"
  exec {connection}>&-
}

send_command() {
  local connection=$1 word
  shift
  {
    printf '*%d\r\n' $#
    for word in "$@"; do printf '$%d\r\n%s\r\n' ${#word} "$word"; done
  } >&"$connection"
}

read_reply() {
  local connection=$1 header body count
  IFS= read -r -t 5 -u "$connection" header || { echo 'ERR no answer'; return 1; }
  header=${header%$'\r'}
  case $header in
    '$-1' | '*-1') echo '' ;;
    '$'*)
      LC_ALL=C IFS= read -r -N "$((${header:1} + 2))" -t 5 -u "$connection" body
      echo "${body%$'\r\n'}"
      ;;
    '*'*) for ((count = ${header:1}; count > 0; count--)); do read_reply "$connection"; done ;;
    *) echo "${header:1}" ;;
  esac
}
