#!/usr/bin/env bash
# Makes the embedded model from a seed: train, export, verify, measure. See README.md.
#   ./make.sh                 full run into model/ (about 45 minutes on 2 quiet cores)
#   ./make.sh --quick         one-minute smoke run into a temporary folder
#   ./make.sh --seed 8        another seed      ./make.sh --out DIR   another folder
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
seed=7 quick=0 out="$here/model"
while [ $# -gt 0 ]; do
  case "$1" in
    --seed) seed="$2"; shift 2 ;;
    --out) out="$2"; shift 2 ;;
    --quick) quick=1; shift ;;
    -h|--help) sed -n '2,5p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) echo "unknown argument: $1 (see --help)" >&2; exit 2 ;;
  esac
done

python="${PYTHON:-/usr/bin/python3}"
if ! "$python" -c 'import torch, onnx, numpy' 2>/dev/null; then
  echo "installing python3-torch, python3-onnx and OpenBLAS with apt"
  sudo=""; [ "$(id -u)" = 0 ] || sudo="sudo"
  $sudo apt-get install -y --no-install-recommends python3-torch python3-onnx python3-numpy libopenblas0-openmp
fi
export OMP_NUM_THREADS="${OMP_NUM_THREADS:-$(nproc)}" OMP_WAIT_POLICY=passive GOMP_SPINCOUNT=0
export PYTHONDONTWRITEBYTECODE=1

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
extra=() look=(--problems 60 --steps 16)
if [ "$quick" = 1 ]; then
  # A model without skill ends no text by itself: three turns of it are sure to fit into the context.
  out="$work/model" extra=(--steps 60) look=(--problems 4 --turns 3 --modes independent,random:4)
fi
run() { "$python" "$here/training/$1.py" "${@:2}"; }

began=$(date +%s)
run train --seed "$seed" "${extra[@]}" --out "$work/weights.pt"
run export --weights "$work/weights.pt" --out "$out"
run verify --weights "$work/weights.pt" --folder "$out"
[ "$quick" = 1 ] || run vectors "$here/tests-data/tokenizer_vectors.json"
run evaluate --weights "$work/weights.pt" "${look[@]}"
[ "$quick" = 1 ] || run evaluate --weights "$work/weights.pt" "${look[@]}" --trap --modes independent,clustered:4
echo "done in $(( ($(date +%s) - began) / 60 )) min, seed $seed"
