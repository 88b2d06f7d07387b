#!/usr/bin/env bash
# Builds the images of docker/ for real on local base images, runs Redis, a router and two workers from them without any
# privilege, puts sessions through, takes a worker away in the middle of one, and stops everything. Ends with the line
# "N passed, N failed". Needs root, Debian or Ubuntu, and the right to install packages; what it builds stays in
# artifacts/images, apart from other images of this machine. overlays.sh and compose.sh run what it built.
#
# Usage: images.sh [--clean]      --clean removes artifacts/images first
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
source tests/tools/containers.sh

readonly network=leap-images
readonly settings=k8s/base
# What an unprivileged pod of k8s/base has, and no more.
readonly confined=(--read-only --read-only-tmpfs=false --user 1654:1654 --cap-drop all
  --security-opt no-new-privileges --network "$network")
# Seconds that a container has to stop after the signal.
readonly stop_grace=20

image_has_no_shell() {
  local folder
  folder=$(podman image mount "localhost/leap-$1:test") || return 1
  ! find "$folder" \( -name sh -o -name bash -o -name busybox -o -name apt-get \) \( -type f -o -type l \) \
    -path '*bin/*' | grep .
}

image_runs_as_nobody_special() {
  [[ $(podman image inspect -f '{{.Config.User}}' "localhost/leap-$1:test") == 1654:1654 ]]
}

label() {
  podman image inspect -f "{{index .Config.Labels \"org.opencontainers.image.$2\"}}" "localhost/leap-$1:test"
}

image_says_what_it_is() {
  [[ $(label "$1" title) == "leap-$1" && $(label "$1" version) == "$(version)" && $(label "$1" licenses) == Apache-2.0 \
    && $(label "$1" revision) == "$(git rev-parse HEAD)" && $(label "$1" base.name) == "localhost/leap-base-runtime:$runtime" ]]
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
  podman run -d --name leap-redis "${confined[@]}" --memory 1g -v "$work/secrets/leap-redis:/run/secrets/leap-redis:ro" \
    localhost/redis:test "${command[@]}"
}

start_router() {
  podman run -d --name leap-router "${confined[@]}" --memory 1g --env-file $settings/router/router.env \
    -v "$work/secrets/leap-redis:/run/secrets/leap-redis:ro" localhost/leap-router:test
}

# healthy NAME: the image's own health check, run in the container.
healthy() {
  podman healthcheck run "$1"
}

# The router keeps what it runs under the prefix that it owns.
redis_holds_sessions() {
  podman exec leap-redis redis-cli --no-auth-warning -a "$(<"$work/secrets/leap-redis/password")" --scan --pattern 'leap:*' | grep -q .
}

start_worker() {
  podman run -d --name "$1" "${confined[@]}" --memory 1g --env-file $settings/worker/worker.env \
    -e Worker__Id="$1" -e Worker__RouterAddress=http://leap-router:8081 -e Worker__Model__Threads=1 \
    localhost/leap-worker:test
}

router_is_healthy() {
  [[ $(beside leap-router curl -s -m 5 http://127.0.0.1:8082/healthz) == Healthy ]]
}

logs_are_json() {
  podman logs "$1" 2>&1 | /usr/bin/python3 -c '
import json, sys
lines = [json.loads(line) for line in sys.stdin if line.strip()]
sys.exit(0 if lines and all("EventId" in line for line in lines) else 1)'
}

both_workers_took_part() {
  grep -q 'path_placed .* on leap-worker-1,' "$1" && grep -q 'path_placed .* on leap-worker-2,' "$1"
}

# The second worker is frozen before its paths can end, so the kill always hits paths that run.
session_survives_a_worker() {
  local output=$logs/killed.out client killed
  podman kill --signal STOP leap-worker-2 || return 1
  session leap-router "$output" 6 &
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
  check 'a session runs through' session leap-router "$logs/session.out" 6
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

clean_up() {
  podman rm -f -t 0 leap-worker-2 leap-worker-1 leap-router leap-redis
  podman image umount -a
  podman network rm $network
}

build_images() {
  local name
  check 'local base images' build_bases || return
  check 'Redis' build_redis
  check 'secret' make_secret
  for name in router worker; do
    check "$name image builds" build_image $name || continue
    check "$name image has no shell" image_has_no_shell $name
    check "$name image runs as user 1654" image_runs_as_nobody_special $name
    check "$name image says what it is made of" image_says_what_it_is $name
  done
  check 'worker image holds the embedded model, and Linux alone' worker_image_holds_model_and_linux_only
}

main() {
  case ${1-} in
    '') ;;
    --clean) rm -rf "$work" ;;
    *) echo 'usage: images.sh [--clean]' >&2; exit 2 ;;
  esac
  begin images
  if check 'tools' install_tools; then
    clean_up >/dev/null 2>&1
    trap 'clean_up >/dev/null 2>&1' EXIT
    build_images
    podman network create $network >"$logs/network.log" 2>&1
    run_containers
  fi
  finish
}

main "$@"
exit
