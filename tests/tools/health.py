"""Asks a port for its health as a kubelet's gRPC probe does: grpc.health.v1.Health/Check.

Usage: health.py HOST:PORT [SERVICE]      of the whole server without a service

Exit codes: 0 when it serves, 1 when it does not or does not answer.
"""

import sys

import grpc

SERVING = b"\x08\x01"


def request(service):
    name = service.encode()
    return bytes([0x0A, len(name)]) + name if name else b""


def main():
    with grpc.insecure_channel(sys.argv[1]) as channel:
        check = channel.unary_unary("/grpc.health.v1.Health/Check")
        try:
            answer = check(request("".join(sys.argv[2:3])), timeout=5)
        except grpc.RpcError as error:
            print(f"error: {error.code().name}: {error.details()}", file=sys.stderr)
            return 1
    print(answer.hex() or "unknown")
    return 0 if answer == SERVING else 1


if __name__ == "__main__":
    sys.exit(main())
