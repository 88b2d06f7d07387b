#!/usr/bin/env bash
# Runs what podman understands of every folder of k8s, with the images that images.sh built: renders it, starts Redis, the
# router and the workers by `podman play kube`, asks every probe as a kubelet would, puts a session through, and takes it
# all down. What a cluster would bring is stood in for: secrets and the certificates of cert-manager come from openssl,
# names of Services are names in podman's network, the model volume of overlays/cuda is a volume of podman with the embedded
# model, and its workers decode on CPU cores. Ends with the line "N passed, N failed". Needs root, Node and npm.
#
# Usage: overlays.sh [FOLDER...]      such as base or overlays/tls; without any, all of k8s
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
source tests/tools/containers.sh

readonly network=leap-overlays
readonly kubectl=tests/tools/node_modules/.kubectl
readonly workloads=(leap-redis leap-router leap-worker)
readonly rendered=$work/overlays
readonly router=leap-router-0-pod-0-router

# The tool of the init container, from Debian's package in the place of its public image.
build_busybox() {
  base busybox test extract busybox-static 'RUN ["/bin/busybox", "ln", "-s", "busybox", "/bin/cp"]' \
    'RUN ["/bin/busybox", "ln", "-s", "busybox", "/bin/sleep"]'
}

# Every image by the name that the manifests give it. The workers for GPUs are played by those for CPU cores.
name_images() {
  local image
  for image in $("$kubectl" kustomize k8s/overlays/cuda | sed -n 's/^ *image: //p') leap-worker:"$(version)"; do
    case $image in
      leap-worker-cuda:*) podman tag localhost/leap-worker:test "localhost/$image" ;;
      leap-*) podman tag "localhost/${image%%:*}:test" "localhost/$image" ;;
      *) podman tag "localhost/${image%%:*}:test" "docker.io/library/$image" ;;
    esac || return 1
  done
}

# certificate SECRET NAME USAGE: a secret as cert-manager makes it.
certificate() {
  local folder=$work/secrets/$1
  mkdir -p "$folder" && openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$folder/tls.key" \
    -subj "/CN=$2" -addext "subjectAltName=DNS:$2,DNS:$2-0.$2-links,DNS:$2-1.$2-links" -addext "extendedKeyUsage=$3" -out "$folder/request.pem" \
    && openssl x509 -req -in "$folder/request.pem" -CA "$work/secrets/authority.crt" -CAkey "$work/secrets/authority.key" \
      -CAcreateserial -copy_extensions copy -days 2 -out "$folder/tls.crt" \
    && cp "$work/secrets/authority.crt" "$folder/ca.crt" && rm "$folder/request.pem" \
    && chown -R 0:1654 "$folder" && chmod 750 "$folder" && chmod 640 "$folder"/*
}

make_certificates() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=leap-authority -days 2 \
    -keyout "$work/secrets/authority.key" -out "$work/secrets/authority.crt" || return 1
  certificate leap-router-tls leap-router serverAuth && certificate leap-worker-tls leap-worker clientAuth
}

# The claim that overlays/cuda mounts, filled as operators fill it, with the embedded model.
fill_model_volume() {
  podman play kube --network "$network" k8s/model-volume.yaml \
    && podman cp src/LeaP.EmbeddedModel/model/. leap-model-loader-loader:/model \
    && podman pod rm -f -t 0 leap-model-loader && podman volume exists leap-model
}

# render FOLDER: what kubectl makes of it.
render() {
  "$kubectl" kustomize "k8s/$1" >"$rendered/all.yaml"
}

# of WHAT WORKLOAD [NUMBER]: one part of what was rendered.
of() {
  node tests/tools/pods.mjs "$1" "$2" "$work/secrets" "${3:-0}" <"$rendered/all.yaml"
}

# play WORKLOAD: in the network, by the names of its Services and, in a StatefulSet, of each pod.
play() {
  local names sets number
  mapfile -t sets < <(of sets "$1")
  for number in "${!sets[@]}"; do
    mapfile -t names < <(of names "$1" "$number")
    of pods "$1" "$number" >"$rendered/${sets[$number]}.yaml" && podman play kube "$rendered/${sets[$number]}.yaml" \
      --network "$network:$(printf 'alias=%s,' "${names[@]:-$1}" | sed 's/,$//')" || return 1
  done
}

# first_of WORKLOAD: name of its first pod.
first_of() {
  of sets "$1" | sed -n '1s/$/-pod-0/p'
}

# all_linked: every pod of the workers that the Deployment asks for, to every router.
all_linked() {
  local pod pods routers
  routers=$(of replicas leap-router)
  mapfile -t pods < <(podman ps --format '{{.Names}}' --filter 'name=leap-worker-pod-.*-worker')
  [[ ${#pods[@]} == $(of replicas leap-worker) ]] || return 1
  for pod in "${pods[@]}"; do linked "$pod" "$routers" || return 1; done
}

# probe CONTAINER KIND PORT [PATH OR SERVICE]: asks as a kubelet does, which is satisfied with any answer below 400.
probe() {
  case $2 in
    http) beside "$1" curl -sS -f -m 5 "http://127.0.0.1:$3$4" ;;
    grpc) beside "$1" /usr/bin/python3 tests/tools/health.py "127.0.0.1:$3" $4 ;;
    tcp) beside "$1" timeout 5 bash -c "</dev/tcp/127.0.0.1/$3" ;;
    *) return 1 ;;
  esac
}

# answers WORKLOAD: every probe of its first pod.
answers() {
  local container when kind port path asked=0
  while read -r container when kind port path; do
    echo "$container $when $kind $port $path"
    within 60 probe "$(first_of "$1")-$container" "$kind" "$port" "$path" || return 1
    asked=$((asked + 1))
  done < <(of probes "$1")
  ((asked > 1))
}

take_down() {
  # podman keeps the empty folders of pods that are gone.
  within 30 podman pod rm -a -f -t 0 && podman volume rm -f model
}

# run_folder FOLDER: what one kustomization is to do.
run_folder() {
  local folder=$1 workload options=()
  [[ $folder == */tls ]] && options=(--authority "$work/secrets/authority.crt" --name leap-router)
  check "$folder renders" render "$folder" || return
  for workload in "${workloads[@]}"; do
    check "$folder: podman runs $workload" play "$workload" || return
  done
  check "$folder: all workers link to every router by its name" within 180 all_linked || return
  for workload in "${workloads[@]}"; do
    check "$folder: every probe of $workload is answered" answers "$workload"
    check "$folder: $workload has no privilege" has_no_privilege "$(first_of "$workload")-${workload#leap-}"
  done
  check "$folder: a session runs through" session $router "$logs/session.out" 6 "${options[@]}"
  [[ $folder == */tls ]] && check "$folder: nobody gets in without TLS" no_session_in_the_clear
}

no_session_in_the_clear() {
  ! session $router "$logs/clear.out" 2
}

clean_up() {
  take_down
  podman volume rm -f leap-model
  podman network rm $network
}

main() {
  local folders=("$@") folder
  [[ $# -gt 0 ]] || mapfile -t folders < <(find k8s -name kustomization.yaml -printf '%h\n' | sed 's:^k8s/::' | sort)
  begin overlays
  mkdir -p "$rendered"
  if check 'tools' install_tools && check 'kubectl' bash tests/tools/install.sh \
    && check 'images are there: images.sh builds them' images_are_there; then
    clean_up >/dev/null 2>&1
    trap 'clean_up >/dev/null 2>&1' EXIT
    check 'busybox' build_busybox
    check 'images are named as the manifests name them' name_images
    check 'secret of Redis' make_secret
    check 'certificates' make_certificates
    podman network create $network >"$logs/network.log" 2>&1
    check 'a volume with a model, as k8s/model-volume.yaml has it' fill_model_volume
    for folder in "${folders[@]}"; do
      run_folder "$folder"
      check "$folder: is taken down" take_down
    done
  fi
  finish
}

main "$@"
exit
