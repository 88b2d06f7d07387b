#!/usr/bin/env bash
# Runs one problem through a router by reflection alone: `buf curl` knows no proto of ours.
#
# Usage: buf-curl.sh ADDRESS PROBLEM
#
# ADDRESS is host:port or http://host:port. Prints the services, then the events as JSON. Exits with
# the status of the first call that fails, its error on standard error.
set -euo pipefail

if [[ $# != 2 ]]; then
  echo "usage: buf-curl.sh ADDRESS PROBLEM" >&2
  exit 2
fi

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
address=http://${1#http://}
address=${address%/}

call() {
  "$here/node_modules/.bin/buf" curl --http2-prior-knowledge --protocol grpc "$@"
}

# JSON text of a string, for problems with quotes or line breaks.
json() {
  /usr/bin/python3 -c 'import json, sys; print(json.dumps(sys.argv[1]))' "$1"
}

call --list-services "$address"
call -d "{\"problem\": $(json "$2")}" "$address/leap.reasoning.v1.ReasoningService/Reason"
