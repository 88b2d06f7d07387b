# What images.sh, overlays.sh and compose.sh share: an engine with a store of its own, local images in the place of public
# ones, checks that count, and a client. Sourced from the repository's root, as root, on Debian or Ubuntu.
# shellcheck shell=bash

readonly work=$PWD/artifacts/images
readonly problem='Start with 4. Add 1. Times 2.'
readonly packages_folder=${NUGET_PACKAGES:-$HOME/.nuget/packages}

export CONTAINERS_CONF=$work/containers.conf CONTAINERS_STORAGE_CONF=$work/storage.conf
# The engine would have systemd ask the images for their health; here the checks do.
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
    printf '%-66s %-6s %4d s\n' "$name" ok $((SECONDS - started))
    return 0
  fi
  failed=$((failed + 1))
  printf '%-66s %-6s %4d s\n' "$name" FAILED $((SECONDS - started))
  sed 's/^/    /' "$log"
  return 1
}

# finish: the line that callers read, and the exit code.
finish() {
  echo
  echo "$passed passed, $failed failed"
  [[ $failed == 0 && $passed -gt 0 ]]
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

# begin SCRIPT: where the script's logs go, and the engine's settings.
begin() {
  [[ $(id -u) == 0 ]] || { echo "$1.sh must run as root" >&2; exit 2; }
  logs=$work/logs/$1
  readonly logs
  rm -rf "$logs"
  mkdir -p "$logs" "$packages_folder"
  configure_engine
  runtime=$(dotnet --list-runtimes | sed -n 's/^Microsoft.AspNetCore.App \([^ ]*\) .*/\1/p' | tail -n 1)
  readonly runtime
}

# The engine's own defaults ask for limits and a cgroup layout that a machine inside a machine may not grant.
configure_engine() {
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

install_tools() {
  local missing=() tool
  for tool in podman podman-compose buildah runc catatonit iptables mmdebstrap protoc openssl; do
    command -v $tool >/dev/null || missing+=("$tool")
  done
  [[ -x /usr/lib/podman/aardvark-dns ]] || missing+=(aardvark-dns)
  /usr/bin/python3 -c 'import grpc, google.protobuf' || missing+=(python3-grpcio)
  [[ ${#missing[@]} == 0 ]] && return 0
  echo "missing: ${missing[*]}"
  within 120 apt-get update || return 1
  DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends \
    podman podman-compose buildah runc catatonit netavark aardvark-dns iptables mmdebstrap openssl \
    python3-grpcio python3-protobuf protobuf-compiler libprotobuf-dev
}

# base NAME TAG VARIANT PACKAGES [LINE...]: an image from Debian packages, with further lines for its Dockerfile, in which
# the folder "dotnet" is this machine's .NET.
base() {
  local name=localhost/$1:$2 variant=$3 packages=$4 dotnet context=$work/bases/$1 line
  shift 4
  buildah inspect --type image "$name" >/dev/null 2>&1 && return 0
  dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
  mkdir -p "$context"
  [[ -s $context/rootfs.tar ]] \
    || mmdebstrap --variant="$variant" --include="$packages" bookworm "$context/rootfs.tar" || return 1
  {
    echo 'FROM scratch'
    echo 'ADD rootfs.tar /'
    for line in "$@"; do echo "$line"; done
  } >"$context/Dockerfile"
  buildah bud --isolation chroot --build-context "dotnet=$dotnet" -f "$context/Dockerfile" -t "$name" "$context"
}

# dotnet_base NAME TAG VARIANT PACKAGES FOLDER...: one with these folders of this machine's .NET.
dotnet_base() {
  local lines=() folder
  for folder in "${@:5}"; do lines+=("COPY --from=dotnet $folder /usr/share/dotnet/$folder"); done
  base "${@:1:4}" "${lines[@]}" 'ENV PATH=/usr/local/bin:/usr/bin:/bin:/usr/share/dotnet DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1'
}

# The runtime base has no shell and no package manager, like the public image it stands in for.
build_bases() {
  dotnet_base leap-base-runtime "$runtime" extract base-files,libc6,libgcc-s1,libssl3,libstdc++6,tzdata,zlib1g \
    dotnet host shared || return 1
  dotnet_base leap-base-sdk "$(dotnet --version)" essential ca-certificates,libssl3,libstdc++6,zlib1g \
    dotnet host shared packs sdk sdk-manifests templates
}

# Redis from Debian's package in the place of its public image.
build_redis() {
  base redis test extract "base-files,libatomic1,libc6,libcap2,libgcc-s1,libgcrypt20,libgpg-error0\
,libjemalloc2,liblz4-1,liblzf1,liblzma5,libssl3,libstdc++6,libsystemd0,libzstd1,redis-server,redis-tools"
}

# Without its cache of layers, which keeps a label when the argument in it has changed.
build_image() {
  timeout 1200 buildah bud --isolation chroot --volume "$packages_folder:/root/.nuget/packages" \
    --build-arg SDK_IMAGE="localhost/leap-base-sdk:$(dotnet --version)" \
    --build-arg RUNTIME_IMAGE="localhost/leap-base-runtime:$runtime" \
    --build-arg REVISION="$(git rev-parse HEAD)" --format docker \
    -f "docker/$1.Dockerfile" -t "localhost/leap-$1:test" .
}

images_are_there() {
  local name
  for name in leap-router leap-worker redis; do podman image exists "localhost/$name:test" || return 1; done
}

# The secret that operators make: a password, and the users that Redis knows by it.
make_secret() {
  local folder=$work/secrets/leap-redis password
  password=$(head -c 24 /dev/urandom | base64 | tr -d '+/=')
  mkdir -p "$folder" && printf '%s' "$password" >"$folder/password" \
    && printf 'user default on >%s ~* &* +@all\n' "$password" >"$folder/users.acl" \
    && chmod 755 "$work/secrets" "$folder" && chmod 644 "$folder"/*
}

# Version that this tree stamps on everything.
version() {
  sed -n 's:.*<VersionPrefix>\(.*\)</VersionPrefix>.*:\1:p' Directory.Build.props
}

process_of() {
  podman inspect -f '{{.State.Pid}}' "$1"
}

# beside CONTAINER COMMAND...: runs a command of this machine in a container's network. From outside, the bridge stands
# between: it may change its address when a container goes, and then its neighbours talk to nobody for a minute.
beside() {
  nsenter --net="/proc/$(process_of "$1")/ns/net" "${@:2}"
}

# linked WORKER COUNT: the worker's log tells of that many links.
linked() {
  [[ $(podman logs "$1" 2>&1 | grep -c 'Linked to the router') -ge $2 ]]
}

has_no_privilege() {
  local state
  state=$(cat "/proc/$(process_of "$1")/status") || return 1
  grep -E '^(Uid|CapEff|CapBnd|NoNewPrivs)' <<<"$state"
  grep -qP '^Uid:\t1654\t' <<<"$state" && grep -qP '^CapEff:\t0+$' <<<"$state" \
    && grep -qP '^CapBnd:\t0+$' <<<"$state" && grep -qP '^NoNewPrivs:\t1$' <<<"$state"
}

# session ROUTER FILE PATHS [OPTION...]: runs one session through a container, its output in a file. It has to go its
# whole way; whether the model finds the answer is for the model's own tests.
session() {
  beside "$1" timeout 300 \
    /usr/bin/python3 -u tests/Clients/python/reason.py 127.0.0.1:8080 "$problem" --paths "$3" "${@:4}" >"$2" 2>&1
  cat "$2"
  [[ $(grep -c '^event [0-9]* path_finished ' "$2") == "$3" ]] && grep -q '^event [0-9]* session_finished ' "$2" \
    && grep -qE '^(answer: |error: NO_ANSWER)' "$2"
}
