#!/usr/bin/env bash
# Installs what the tests need, then runs every check of this repository and ends with the line
# "N passed, N failed". A stage that fails counts as one failure. Works from any directory; with
# everything installed it needs no network. Logs of the stages stay in artifacts/test-run.
#
# Usage: run.sh [--images]      --images also builds the container images and runs them, the manifests and the compose file,
#                               as root (tests/images.sh, tests/overlays.sh, tests/compose.sh)
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
# No build process outlives this script and holds the caller's output open.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

readonly solution=LeaP.Grpc.sln
readonly clients=tests/Clients
readonly tools=tests/tools
readonly buf=$clients/node_modules/.bin/buf
readonly baseline=tests/LeaP.Protocol.Tests/Baseline/leap.binpb
readonly logs=artifacts/test-run
# The longest one test project may take.
readonly project_limit=15m

passed=0
failed=0

# stage NAME COMMAND...: runs a command, prints one line, and shows all its output when it fails.
stage() {
  local name=$1 log started=$SECONDS outcome=ok
  log="$logs/${name//[^a-zA-Z0-9.]/-}.log"
  shift
  "$@" >"$log" 2>&1 </dev/null || outcome=FAILED
  printf '%-46s %-6s %4d s\n' "$name" "$outcome" $((SECONDS - started))
  [[ $outcome == ok ]] && return 0
  failed=$((failed + 1))
  sed 's/^/    /' "$log"
  return 1
}

skip() {
  printf '%-46s %-6s (%s)\n' "$1" FAILED "$2"
  failed=$((failed + 1))
}

install_debian() {
  local packages=()
  if ! /usr/bin/python3 -c 'import grpc, google.protobuf' 2>/dev/null \
    || ! command -v protoc || [[ ! -f /usr/include/google/protobuf/any.proto ]]; then
    packages+=(python3-grpcio python3-protobuf protobuf-compiler libprotobuf-dev)
  fi
  command -v npm || packages+=(nodejs npm)
  command -v redis-server || packages+=(redis-server)
  command -v chromium || packages+=(chromium fonts-dejavu-core)
  command -v promtool || packages+=(prometheus)
  [[ ${#packages[@]} == 0 ]] && return 0
  local as_root=()
  [[ $(id -u) == 0 ]] || as_root=(sudo -n)
  # The lock timeout of apt does not cover its update.
  local attempt
  for attempt in 1 2 3 4 5 6; do
    "${as_root[@]}" apt-get update && break
    [[ $attempt == 6 ]] && return 1
    sleep 10
  done
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "${packages[@]}"
}

install_npm() {
  cmp -s $clients/package-lock.json $clients/node_modules/.installed && return 0
  (cd $clients && npm ci) && cp $clients/package-lock.json $clients/node_modules/.installed
}

validate_manifests() {
  local file
  for file in k8s/base/kustomization.yaml k8s/overlays/*/kustomization.yaml; do
    echo "$(dirname "$file")"
    $tools/node_modules/.kubectl kustomize "$(dirname "$file")" | node $tools/validate.mjs || return 1
  done
  node $tools/validate.mjs <k8s/model-volume.yaml
}

check_clients() {
  local file
  for file in $clients/*.sh $tools/*.sh tests/*.sh .ci/run; do bash -n "$file" || return 1; done
  for file in $clients/node/*.mjs $tools/*.mjs; do node --check "$file" || return 1; done
  for file in $clients/python/*.py; do
    /usr/bin/python3 -c 'import ast, sys; ast.parse(open(sys.argv[1]).read(), sys.argv[1])' "$file" || return 1
  done
}

# count WORD LOG: the number that the test runner's summary gives for a word.
count() {
  sed -n "s/^ *$1: *\([0-9][0-9]*\).*/\1/p" "$2" | tail -n 1
}

# test_project NAME: runs one built test project and adds its counts.
test_project() {
  local name=$1 started=$SECONDS log=$logs/$1.log dll status good bad left outcome=ok
  dll=tests/$name/bin/Release/net10.0/$name.dll
  timeout --kill-after=10s $project_limit dotnet "$dll" --no-ansi --progress off >"$log" 2>&1 </dev/null
  status=$?
  good=$(count succeeded "$log")
  bad=$(count failed "$log")
  left=$(count skipped "$log")
  passed=$((passed + ${good:-0}))
  failed=$((failed + ${bad:-0}))
  if [[ $status != 0 ]]; then
    outcome=FAILED
    # A runner that broke without naming a failed test is a failure all the same.
    [[ ${bad:-0} == 0 ]] && failed=$((failed + 1))
  fi
  printf '%-46s %-6s %4d s  %s passed, %s failed, %s skipped\n' \
    "$name" "$outcome" $((SECONDS - started)) "${good:-0}" "${bad:-0}" "${left:-0}"
  [[ $status == 0 ]] && return 0
  [[ $status == 124 || $status == 137 ]] && echo "    ended at its limit of $project_limit"
  sed 's/^/    /' "$log"
  return 1
}

# test_containers SCRIPT: runs a script that tests with containers and adds the counts of its last line.
test_containers() {
  local log=$logs/$1.log good bad
  bash "tests/$1.sh" 2>&1 </dev/null | tee "$log"
  read -r good bad < <(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$log" | tail -n 1)
  passed=$((passed + ${good:-0}))
  failed=$((failed + ${bad:-1}))
}

# One function, read whole before it runs: an edit of this file cannot derail a run that is under way.
main() {
  local restored=false built=false project name
  case ${1-} in
    '' | --images) ;;
    *) echo 'usage: run.sh [--images]' >&2; exit 2 ;;
  esac
  rm -rf $logs
  mkdir -p $logs

  stage 'Debian packages' install_debian
  stage 'npm packages' install_npm
  stage 'kubectl and validator' bash $tools/install.sh
  stage 'scripts and clients parse' check_clients
  stage "dotnet --version" dotnet --version && sed 's/^/    /' $logs/dotnet---version.log

  stage 'dotnet restore' dotnet restore $solution --locked-mode && restored=true
  if $restored; then
    stage 'dotnet format' dotnet format $solution --verify-no-changes --no-restore
    stage 'dotnet build' dotnet build $solution -c Release --no-restore -p:UseSharedCompilation=false && built=true
  else
    skip 'dotnet format' 'nothing restored'
    skip 'dotnet build' 'nothing restored'
  fi

  stage 'buf lint' $buf lint protos
  stage 'buf format' $buf format -d --exit-code protos
  stage 'buf breaking' $buf breaking protos --against $baseline

  stage 'manifests against the schemas' validate_manifests

  for project in tests/*Tests/*Tests.csproj; do
    name=$(basename "$project" .csproj)
    # A program, whose short form is among the functional tests.
    [[ $name == LeaP.StressTests ]] && continue
    if $built; then test_project "$name"; else skip "$name" 'nothing built'; fi
  done
  if [[ ${1-} == --images ]]; then
    for name in images overlays compose; do test_containers $name; done
  fi

  echo
  echo "$passed passed, $failed failed"
  [[ $failed == 0 ]]
}

main "$@"
exit
