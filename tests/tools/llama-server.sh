#!/usr/bin/env bash
# Builds llama.cpp's completions server for the tests that want a server nobody here wrote, from the sources that the npm
# package node-llama-cpp carries. Needs git, cmake, ninja and a C++ compiler; takes about 20 minutes on two cores.
# Usage: llama-server.sh FOLDER    prints the line that tells the tests where the server is.
set -euo pipefail
folder=$(mkdir -p "$1" && cd "$1" && pwd)

cd "$folder"
[ -f package.json ] || npm init --yes > package.json.log
npm install --ignore-scripts --omit=optional --no-fund --no-audit node-llama-cpp@3.22.1
[ -d llama.cpp ] || git clone --quiet node_modules/node-llama-cpp/llama/gitRelease.bundle llama.cpp
cmake -S llama.cpp -B build -G Ninja -DCMAKE_BUILD_TYPE=Release -DLLAMA_CURL=OFF -DLLAMA_OPENSSL=OFF \
    -DLLAMA_BUILD_TESTS=OFF -DLLAMA_BUILD_EXAMPLES=OFF -DLLAMA_BUILD_WEBUI=OFF -DGGML_OPENMP=OFF
ninja -C build llama-server
echo "export LEAP_LLAMA_SERVER=$folder/build/bin/llama-server"
