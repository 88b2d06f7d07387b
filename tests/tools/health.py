"""Asks a port for its health as a kubelet's gRPC probe does: grpc.health.v1.Health/Check of the whole server.

Usage: health.py HOST:PORT

Exit codes: 0 when it serves, 1 when it does not or does not answer.
"""

import sys

import grpc

SERVING = b"\x08\x01"


def main():
    with grpc.insecure_channel(sys.argv[1]) as channel:
        check = channel.unary_unary("/grpc.health.v1.Health/Check")
        try:
            answer = check(b"", timeout=5)
        except grpc.RpcError as error:
            print(f"error: {error.code().name}: {error.details()}", file=sys.stderr)
            return 1
    print(answer.hex() or "unknown")
    return 0 if answer == SERVING else 1


if __name__ == "__main__":
    sys.exit(main())
