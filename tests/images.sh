#!/usr/bin/env bash
# Builds the images of docker/ for real on local base images, runs a router and two workers from them without any
# privilege, puts sessions through, takes a worker away in the middle of one, stops everything, and runs what podman
# understands of k8s/base. Ends with the line "N passed, N failed". Needs root, Debian or Ubuntu, Node with npm, and the
# right to install packages; what it builds stays in artifacts/images, apart from other images of this machine.
#
# Usage: images.sh [--clean]      --clean removes artifacts/images first
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

readonly work=$PWD/artifacts/images
readonly logs=$work/logs
readonly network=leap-images
readonly settings=k8s/base
readonly problem='Start with 4. Add 1. Times 2.'
readonly packages_folder=${NUGET_PACKAGES:-$HOME/.nuget/packages}
# What an unprivileged pod of k8s/base has, and no more.
readonly confined=(--read-only --read-only-tmpfs=false --user 1654:1654 --cap-drop all
  --security-opt no-new-privileges --network "$network")
# Seconds that a container has to stop after the signal.
readonly stop_grace=20

export CONTAINERS_CONF=$work/containers.conf CONTAINERS_STORAGE_CONF=$work/storage.conf
# The engine would have systemd ask the images for their health; here the checks below do.
export DISABLE_HC_SYSTEMD=true

passed=0
failed=0

# check NAME COMMAND...: one test. Its output is shown when it fails.
check() {
  local name=$1 log started=$SECONDS
  log=$logs/${name//[^a-zA-Z0-9.]/-}.log
  shift
  if "$@" >"$log" 2>&1 </dev/null; then
    passed=$((passed + 1))
    printf '%-62s %-6s %4d s\n' "$name" ok $((SECONDS - started))
    return 0
  fi
  failed=$((failed + 1))
  printf '%-62s %-6s %4d s\n' "$name" FAILED $((SECONDS - started))
  sed 's/^/    /' "$log"
  return 1
}

# within SECONDS COMMAND...: repeats a command until it succeeds or the time is over.
within() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < deadline)) || return 1
    sleep 0.3
  done
}

install_tools() {
  local missing=() tool
  for tool in podman buildah runc catatonit iptables mmdebstrap protoc; do command -v $tool >/dev/null || missing+=("$tool"); done
  [[ -x /usr/lib/podman/aardvark-dns ]] || missing+=(aardvark-dns)
  /usr/bin/python3 -c 'import grpc, google.protobuf' || missing+=(python3-grpcio)
  [[ ${#missing[@]} == 0 ]] && return 0
  echo "missing: ${missing[*]}"
  within 120 apt-get update || return 1
  DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends \
    podman buildah runc catatonit netavark aardvark-dns iptables mmdebstrap \
    python3-grpcio python3-protobuf protobuf-compiler libprotobuf-dev
}

# The engine's own defaults ask for limits and a cgroup layout that a machine inside a machine may not grant.
configure_engine() {
  mkdir -p "$logs" "$packages_folder"
  cat >"$CONTAINERS_CONF" <<-CONF
	[containers]
	default_ulimits = ["nofile=20000:20000","nproc=4096:4096"]
	[engine]
	runtime = "runc"
	cgroup_manager = "cgroupfs"
	CONF
  cat >"$CONTAINERS_STORAGE_CONF" <<-CONF
	[storage]
	driver = "overlay"
	graphroot = "$work/storage"
	runroot = "$work/run"
	CONF
}

# base NAME TAG VARIANT PACKAGES DOTNET-FOLDERS...: an image from Debian packages and this machine's .NET.
base() {
  local name=localhost/$1:$2 variant=$3 packages=$4 dotnet context=$work/$1 folder
  shift 4
  buildah inspect --type image "$name" >/dev/null 2>&1 && return 0
  dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
  mkdir -p "$context"
  [[ -s $context/rootfs.tar ]] \
    || mmdebstrap --variant="$variant" --include="$packages" bookworm "$context/rootfs.tar" || return 1
  {
    echo 'FROM scratch'
    echo 'ADD rootfs.tar /'
    for folder in "$@"; do echo "COPY --from=dotnet $folder /usr/share/dotnet/$folder"; done
    echo 'ENV PATH=/usr/local/bin:/usr/bin:/bin:/usr/share/dotnet DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1' \
      'DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1'
  } >"$context/Dockerfile"
  buildah bud --isolation chroot --build-context "dotnet=$dotnet" -f "$context/Dockerfile" -t "$name" "$context"
}

# Redis from Debian's package in the place of its public image.
build_redis() {
  base redis test extract "base-files,libatomic1,libc6,libcap2,libgcc-s1,libgcrypt20,libgpg-error0\
,libjemalloc2,liblz4-1,liblzf1,liblzma5,libssl3,libstdc++6,libsystemd0,libzstd1,redis-server,redis-tools"
}

# The secret that operators make: a password, and the users that Redis knows by it.
make_secret() {
  local password
  password=$(head -c 24 /dev/urandom | base64 | tr -d '+/=')
  mkdir -p "$work/secret" && printf '%s' "$password" >"$work/secret/password" \
    && printf 'user default on >%s ~* &* +@all\n' "$password" >"$work/secret/users.acl" \
    && chmod 755 "$work/secret" && chmod 644 "$work/secret"/*
}

# The runtime base has no shell and no package manager, like the public image it stands in for.
build_bases() {
  base leap-base-runtime "$runtime" extract base-files,libc6,libgcc-s1,libssl3,libstdc++6,tzdata,zlib1g \
    dotnet host shared || return 1
  base leap-base-sdk "$(dotnet --version)" essential ca-certificates,libssl3,libstdc++6,zlib1g \
    dotnet host shared packs sdk sdk-manifests templates
}

build_image() {
  timeout 1200 buildah bud --layers --isolation chroot --volume "$packages_folder:/root/.nuget/packages" \
    --build-arg SDK_IMAGE="localhost/leap-base-sdk:$(dotnet --version)" \
    --build-arg RUNTIME_IMAGE="localhost/leap-base-runtime:$runtime" \
    --build-arg REVISION="$(git rev-parse HEAD)" --format docker \
    -f "docker/$1.Dockerfile" -t "localhost/leap-$1:test" .
}

image_has_no_shell() {
  local folder
  folder=$(podman image mount "localhost/leap-$1:test") || return 1
  ! find "$folder" \( -name sh -o -name bash -o -name busybox -o -name apt-get \) \( -type f -o -type l \) \
    -path '*bin/*' | grep .
}

image_runs_as_nobody_special() {
  [[ $(podman image inspect -f '{{.Config.User}}' "localhost/leap-$1:test") == 1654:1654 ]]
}

version() {
  sed -n 's:.*<VersionPrefix>\(.*\)</VersionPrefix>.*:\1:p' Directory.Build.props
}

image_says_its_version() {
  [[ $(podman image inspect -f '{{index .Config.Labels "org.opencontainers.image.version"}}' \
    "localhost/leap-$1:test") == "$(version)" ]]
}

worker_image_holds_model_and_linux_only() {
  local folder
  folder=$(podman image mount localhost/leap-worker:test) || return 1
  cmp src/LeaP.EmbeddedModel/model/model.onnx "$folder/app/models/leap-embedded/model.onnx" || return 1
  ls "$folder/app/runtimes"
  ! find "$folder/app/runtimes" -mindepth 1 -maxdepth 1 ! -name 'linux-*' | grep .
}

# With the command of k8s/base, from the rendered Deployment.
start_redis() {
  local command
  mapfile -t command < <(sed -n '/command:/,/ports:/s/^ *- \(.*\)$/\1/p' $settings/redis/deployment.yaml | sed 's/^"\(.*\)"$/\1/')
  podman run -d --name leap-redis "${confined[@]}" --memory 1g -v "$work/secret:/run/secrets/leap-redis:ro" \
    localhost/redis:test "${command[@]}"
}

start_router() {
  podman run -d --name leap-router "${confined[@]}" --memory 1g --env-file $settings/router/router.env \
    -v "$work/secret:/run/secrets/leap-redis:ro" localhost/leap-router:test
}

# healthy NAME: the image's own health check, run in the container.
healthy() {
  podman healthcheck run "$1"
}

# The router keeps what it runs under the prefix that it owns.
redis_holds_sessions() {
  podman exec leap-redis redis-cli --no-auth-warning -a "$(<"$work/secret/password")" --scan --pattern 'leap:*' | grep -q .
}

start_worker() {
  podman run -d --name "$1" "${confined[@]}" --memory 1g --env-file $settings/worker/worker.env \
    -e Worker__Id="$1" -e Worker__RouterAddress=http://leap-router:8081 -e Worker__Model__Threads=1 \
    localhost/leap-worker:test
}

# Runs a command of this machine in the router's network. From outside, the bridge stands between: it may change its
# address when a container goes, and then its neighbours talk to nobody for a minute.
beside_router() {
  nsenter --net="/proc/$(podman inspect -f '{{.State.Pid}}' leap-router)/ns/net" "$@"
}

router_is_healthy() {
  [[ $(beside_router curl -s -m 5 http://127.0.0.1:8082/healthz) == Healthy ]]
}

# linked WORKER COUNT: the worker's log tells of that many links.
linked() {
  [[ $(podman logs "$1" 2>&1 | grep -c 'Linked to the router') -ge $2 ]]
}

has_no_privilege() {
  local state
  state=$(cat "/proc/$(podman inspect -f '{{.State.Pid}}' "$1")/status") || return 1
  grep -E '^(Uid|CapEff|CapBnd|NoNewPrivs)' <<<"$state"
  grep -qP '^Uid:\t1654\t' <<<"$state" && grep -qP '^CapEff:\t0+$' <<<"$state" \
    && grep -qP '^CapBnd:\t0+$' <<<"$state" && grep -qP '^NoNewPrivs:\t1$' <<<"$state"
}

logs_are_json() {
  podman logs "$1" 2>&1 | /usr/bin/python3 -c '
import json, sys
lines = [json.loads(line) for line in sys.stdin if line.strip()]
sys.exit(0 if lines and all("EventId" in line for line in lines) else 1)'
}

# ran_through FILE PATHS: the session of a client's output went its whole way. Whether the model finds the answer is for
# the model's own tests.
ran_through() {
  [[ $(grep -c '^event [0-9]* path_finished ' "$1") == "$2" ]] && grep -q '^event [0-9]* session_finished ' "$1" \
    && grep -qE '^(answer: |error: NO_ANSWER)' "$1"
}

# session FILE PATHS: runs one session, its output in a file.
session() {
  beside_router timeout 300 \
    /usr/bin/python3 -u tests/Clients/python/reason.py 127.0.0.1:8080 "$problem" --paths "$2" >"$1" 2>&1
  cat "$1"
  ran_through "$1" "$2"
}

both_workers_took_part() {
  grep -q 'path_placed .* on leap-worker-1,' "$1" && grep -q 'path_placed .* on leap-worker-2,' "$1"
}

# The second worker is frozen before its paths can end, so the kill always hits paths that run.
session_survives_a_worker() {
  local output=$logs/killed.out client killed
  podman kill --signal STOP leap-worker-2 || return 1
  session "$output" 6 &
  client=$!
  within 120 grep -sq 'path_placed .* on leap-worker-2, attempt 1' "$output" && podman kill leap-worker-2
  killed=$?
  wait $client && [[ $killed == 0 ]] && grep -q 'path_placed .* on leap-worker-1, attempt 2' "$output"
}

worker_links_again() {
  podman start leap-worker-2 && within 180 linked leap-worker-2 2
}

# stops NAME: the container ends by itself, with exit code 0, before the engine would kill it.
stops() {
  local started=$SECONDS
  podman stop -t $stop_grace "$1" || return 1
  echo "stopped after $((SECONDS - started)) s"
  [[ $(podman inspect -f '{{.State.ExitCode}}' "$1") == 0 ]] && ((SECONDS - started < stop_grace))
}

# play DEPLOYMENT NETWORK: the Deployment of k8s/base as podman understands it.
play() {
  bash tests/tools/install.sh || return 1
  tests/tools/node_modules/.kubectl kustomize k8s/base | node tests/tools/pods.mjs "$1" >"$work/$1.yaml" || return 1
  podman tag "localhost/$1:test" "localhost/$1:$(version)" || return 1
  podman play kube --network "$2" "$work/$1.yaml"
}

pod_is_healthy() {
  [[ $(nsenter --net="/proc/$(podman inspect -f '{{.State.Pid}}' leap-router-pod-0-router)/ns/net" \
    curl -s -m 5 http://127.0.0.1:8082/healthz) == Healthy ]]
}

run_manifests() {
  check 'podman runs the router as k8s/base has it' play leap-router "$network:alias=leap-router-links" || return
  check 'the pod of the router is healthy' within 180 pod_is_healthy
  check 'podman runs a worker as k8s/base has it' play leap-worker "$network" || return
  check 'the pod of the worker links by the name of the service' within 180 linked leap-worker-pod-0-worker 1
  check 'the pod of the router has no privilege' has_no_privilege leap-router-pod-0-router
  check 'the pod of the worker has no privilege' has_no_privilege leap-worker-pod-0-worker
}

clean_up() {
  podman pod rm -f -t 0 leap-worker-pod-0 leap-router-pod-0
  podman rm -f -t 0 leap-worker-2 leap-worker-1 leap-router leap-redis
  podman image umount -a
  podman network rm $network
}

run_containers() {
  check 'Redis starts with the command of k8s/base' start_redis || return
  check 'router starts with the settings of k8s/base' start_router || return
  check 'router is healthy' within 180 router_is_healthy || return
  check 'router says so itself' healthy leap-router
  check 'worker 1 starts' start_worker leap-worker-1
  check 'worker 2 starts' start_worker leap-worker-2
  check 'worker 1 links by the name of the router' within 180 linked leap-worker-1 1
  check 'worker 2 links by the name of the router' within 180 linked leap-worker-2 1
  check 'worker says that it is linked' healthy leap-worker-1
  check 'router has no privilege' has_no_privilege leap-router
  check 'worker has no privilege' has_no_privilege leap-worker-1
  check 'a session runs through' session "$logs/session.out" 6
  check 'Redis holds it' redis_holds_sessions
  check 'both workers took part' both_workers_took_part "$logs/session.out"
  check 'a session survives the loss of a worker' session_survives_a_worker
  check 'the lost worker starts and links again' worker_links_again
  check 'logs of the router are JSON' logs_are_json leap-router
  check 'logs of the worker are JSON' logs_are_json leap-worker-1
  check 'worker 1 stops within its grace' stops leap-worker-1
  check 'worker 2 stops within its grace' stops leap-worker-2
  check 'router stops within its grace' stops leap-router
}

main() {
  [[ $(id -u) == 0 ]] || { echo 'images.sh must run as root' >&2; exit 2; }
  case ${1-} in
    '') ;;
    --clean) rm -rf "$work" ;;
    *) echo 'usage: images.sh [--clean]' >&2; exit 2 ;;
  esac
  configure_engine
  runtime=$(dotnet --list-runtimes | sed -n 's/^Microsoft.AspNetCore.App \([^ ]*\) .*/\1/p' | tail -n 1)
  readonly runtime
  local name
  if check 'tools' install_tools; then
    clean_up >/dev/null 2>&1
    trap 'clean_up >/dev/null 2>&1' EXIT
    check 'local base images' build_bases
    check 'Redis' build_redis
    check 'secret' make_secret
    for name in router worker; do
      check "$name image builds" build_image $name || continue
      check "$name image has no shell" image_has_no_shell $name
      check "$name image runs as user 1654" image_runs_as_nobody_special $name
      check "$name image says its version" image_says_its_version $name
    done
    check 'worker image holds the embedded model, and Linux alone' worker_image_holds_model_and_linux_only
    podman network create $network >"$logs/network.log" 2>&1
    run_containers
    run_manifests
  fi

  echo
  echo "$passed passed, $failed failed"
  [[ $failed == 0 ]]
}

main "$@"
exit
