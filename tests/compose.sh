#!/usr/bin/env bash
# Runs docker/compose.yaml with podman-compose and the images that images.sh built: the router, two workers, Redis and
# Prometheus as the file has them, the last two from Debian's packages in the place of their public images. Grafana is
# left out: Debian has no package of it. What it would be given, the folder of dashboards and the queries in it, is
# checked against the running Prometheus. Ends with the line "N passed, N failed". Needs root, and the ports 8080 and
# 8082 of this machine.
#
# Usage: compose.sh
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
source tests/tools/containers.sh

readonly services=(redis router worker prometheus)
readonly containers=(leap_redis_1 leap_router_1 leap_worker_1 leap_worker_2 leap_prometheus_1)
# The public image of Prometheus runs as nobody.
readonly prometheus_user=65534

build_prometheus() {
  base prometheus test extract base-files,busybox-static,libc6,prometheus \
    'RUN ["/bin/busybox", "ln", "-s", "busybox", "/bin/wget"]' \
    'RUN ["/bin/busybox", "mkdir", "-p", "/prometheus"]' \
    "RUN [\"/bin/busybox\", \"chown\", \"$prometheus_user:$prometheus_user\", \"/prometheus\"]" \
    "USER $prometheus_user:$prometheus_user" \
    'ENTRYPOINT ["/usr/bin/prometheus"]'
}

# Every image by the name that the file gives it.
name_images() {
  local image name
  for image in $(sed -n 's/^ *image: //p' docker/compose.yaml); do
    name=${image%%:*}
    case $image in
      leap-*) podman tag "localhost/$name:test" "localhost/$image" ;;
      redis:*) podman tag localhost/redis:test "docker.io/library/$image" ;;
      prom/*) podman tag localhost/prometheus:test "docker.io/$image" ;;
    esac || return 1
  done
}

compose() {
  podman-compose -p leap -f docker/compose.yaml "$@"
}

all_run() {
  local container
  for container in "${containers[@]}"; do
    podman inspect -f "$container {{.State.Status}}" "$container"
    [[ $(podman inspect -f '{{.State.Status}}' "$container") == running ]] || return 1
  done
}

# answers SERVICE: its health as the file has it asked. podman-compose would ask by a shell, with quotes that it gets wrong.
answers() {
  local command
  mapfile -t command < <(/usr/bin/python3 -c '
import sys, yaml
services = yaml.safe_load(open("docker/compose.yaml"))["services"]
print(*services[sys.argv[1]]["healthcheck"]["test"][1:], sep="\n")' "$1")
  [[ ${#command[@]} -gt 0 ]] && podman exec "leap_$1_1" "${command[@]}"
}

# confined CONTAINER USER: the settings of the file have arrived.
confined() {
  local state
  state=$(cat "/proc/$(process_of "$1")/status") || return 1
  grep -E '^(Uid|CapEff|CapBnd|NoNewPrivs)' <<<"$state"
  grep -qP "^Uid:\t$2\t" <<<"$state" && grep -qP '^CapEff:\t0+$' <<<"$state" && grep -qP '^NoNewPrivs:\t1$' <<<"$state" \
    && [[ $(podman inspect -f '{{.HostConfig.ReadonlyRootfs}} {{gt .HostConfig.Memory 0}}' "$1") == 'true true' ]]
}

# A container without a way out knows no default route.
has_no_way_out() {
  beside "$1" ip route
  [[ -z $(beside "$1" ip route show default) ]]
}

# From this machine, at the port that the file opens.
session_at_the_open_port() {
  timeout 300 /usr/bin/python3 -u tests/Clients/python/reason.py 127.0.0.1:8080 "$problem" --paths 6 \
    && [[ $(curl -s -m 5 http://127.0.0.1:8082/healthz) == Healthy ]]
}

# asked QUERY: the values that Prometheus has for it, one a line; fails when it takes the query for wrong.
asked() {
  beside leap_prometheus_1 curl -s -m 10 --get --data-urlencode "query=$1" http://127.0.0.1:9090/api/v1/query \
    | /usr/bin/python3 -c '
import json, sys
answer = json.load(sys.stdin)
if answer["status"] != "success": sys.exit(answer["error"])
for series in answer["data"]["result"]: print(series["value"][1])'
}

every_process_is_scraped() {
  [[ $(asked 'sum(up)') == 3 && $(asked 'sum(leap_link_active{leap_link_state="active"})') == 2 ]]
}

session_is_counted() {
  [[ $(asked 'sum(leap_session_ended_total) > 0') -ge 1 ]]
}

dashboard_is_understood() {
  local query asked=0
  while read -r query; do
    asked "$query" >/dev/null || { echo "$query"; return 1; }
    asked=$((asked + 1))
  done < <(/usr/bin/python3 -c '
import json
dashboard = json.load(open("k8s/overlays/observability/dashboards/leap.json"))
for panel in dashboard["panels"]:
    for target in panel.get("targets", []): print(target["expr"].replace("$__rate_interval", "1m").replace("\n", " "))')
  echo "$asked queries"
  ((asked > 30))
}

# Each ends by itself, with exit code 0, before the time that the file gives it is over.
all_stop() {
  local container
  compose stop "${services[@]}" || return 1
  for container in "${containers[@]}"; do
    podman inspect -f "$container {{.State.ExitCode}}" "$container"
    [[ $(podman inspect -f '{{.State.ExitCode}}' "$container") == 0 ]] || return 1
  done
}

run_services() {
  check 'services start' compose up -d --no-build "${services[@]}" || return
  check 'all containers run' within 60 all_run || return
  check 'worker 1 links' within 180 linked leap_worker_1 1
  check 'worker 2 links' within 180 linked leap_worker_2 1
  check 'health of the router, as its image asks' within 60 podman healthcheck run leap_router_1
  check 'health of a worker, as its image asks' within 60 podman healthcheck run leap_worker_1
  check 'health of Redis, as the file asks' within 60 answers redis
  check 'health of Prometheus, as the file asks' within 60 answers prometheus
  check 'router is confined' confined leap_router_1 1654
  check 'worker is confined' confined leap_worker_1 1654
  check 'Redis is confined' confined leap_redis_1 1654
  check 'Prometheus is confined' confined leap_prometheus_1 $prometheus_user
  check 'workers have no way out' has_no_way_out leap_worker_1
  check 'Redis has no way out' has_no_way_out leap_redis_1
  check 'a session runs through the open port' session_at_the_open_port
  check 'Prometheus scrapes router and workers' within 60 every_process_is_scraped
  check 'Prometheus counts the session' within 60 session_is_counted
  check 'Prometheus understands every query of the dashboard' dashboard_is_understood
  check 'all stop within their grace' all_stop
}

clean_up() {
  compose down -v -t 0
}

main() {
  begin compose
  if check 'tools' install_tools && check 'images are there: images.sh builds them' images_are_there; then
    clean_up >/dev/null 2>&1
    trap 'clean_up >/dev/null 2>&1' EXIT
    check 'Prometheus' build_prometheus
    check 'images are named as the file names them' name_images
    run_services
  fi
  finish
}

main "$@"
exit
