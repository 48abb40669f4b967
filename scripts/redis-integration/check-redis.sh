# What Redis itself must be like.

check_connection() {
  section 'Redis connection'
  expect "PING on $REDIS_HOST:$REDIS_PORT" PONG "$(stack_redis 0 PING)"
}

check_authentication() {
  section 'Redis authentication'
  if [ -z "$REDIS_PASSWORD" ]; then
    pass 'no password is configured, and none is asked for'
    return
  fi
  expect_match 'without a password it is refused' 'NOAUTH' "$(redis 0 '' PING)"
  expect_match 'with a wrong password it is refused' 'NOAUTH|WRONGPASS' "$(redis 0 "not-$REDIS_PASSWORD" PING)"
}

# The value of one setting; a Redis that forbids CONFIG gives its error.
setting() { stack_redis 0 CONFIG GET "$1" | tail -n 1; }

check_memory() {
  section 'Redis memory'
  expect 'maxmemory is 256 MB' 268435456 "$(setting maxmemory)"
  expect 'the eviction policy is allkeys-lru' allkeys-lru "$(setting maxmemory-policy)"
}

check_persistence() {
  section 'Redis persistence'
  local persistence
  persistence=$(stack_redis 0 INFO persistence)
  expect 'appendonly is on' yes "$(setting appendonly)"
  expect_match 'the append-only file is written' 'aof_enabled:1' "$persistence"
  expect_match 'its last write was good' 'aof_last_write_status:ok' "$persistence"
  expect_match 'its last rewrite was good' 'aof_last_bgrewrite_status:ok' "$persistence"
}

check_isolation() {
  section 'Database isolation'
  local db other key=integration-check:$$:$RANDOM found exists
  for db in 0 1 2; do stack_redis "$db" SET "$key:$db" "$db" EX 60 >/dev/null; done
  for db in 0 1 2; do
    expect "a key of database $db is there" "$db" "$(stack_redis "$db" GET "$key:$db")"
    found=none
    for other in 0 1 2; do
      exists=$(stack_redis "$other" EXISTS "$key:$db")
      [ "$other" = "$db" ] || [ "$exists" = 0 ] || found="$found in $other"
    done
    expect "and in no other database" none "$found"
  done
  for db in 0 1 2; do stack_redis "$db" DEL "$key:$db" >/dev/null; done
}
