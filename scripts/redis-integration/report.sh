# PASS and FAIL, and the summary.

passed=0
failures=()

section() { printf '\n%s\n' "$1"; }

pass() {
  passed=$((passed + 1))
  echo "  PASS  $1"
}

# fail <check> <reason>
fail() {
  failures+=("$1")
  echo "  FAIL  $1: $2"
}

# expect <check> <expected> <actual>
expect() {
  if [ "$2" = "$3" ]; then pass "$1"; else fail "$1" "expected \"$2\", got \"${3:0:200}\""; fi
}

# expect_match <check> <extended regular expression> <actual>
expect_match() {
  if [[ $3 =~ $2 ]]; then pass "$1"; else fail "$1" "expected something like \"$2\", got \"${3:0:200}\""; fi
}

summarise() {
  printf '\n%d passed, %d failed\n' "$passed" "${#failures[@]}"
  [ ${#failures[@]} -eq 0 ] && exit 0
  printf 'failed: %s\n' "${failures[@]}"
  exit 1
}
