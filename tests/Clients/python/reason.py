"""Runs one problem through a router with Python's grpcio and protoc, and nothing of ours but the protos.

Usage: reason.py ADDRESS PROBLEM [--model M] [--paths N] [--authority FILE [--name HOST]]

ADDRESS is host:port or http://host:port. With the certificate of an authority the call speaks TLS, and the router's
certificate may name another host than ADDRESS does. Prints one line an event and, at the end, `answer: X`.
Exit codes: 0 with an answer, 1 when a call fails or the session has none, 2 for wrong arguments.
"""

import argparse
import importlib
import pathlib
import subprocess
import sys
import tempfile

import grpc
from google.protobuf import any_pb2, descriptor_pb2, descriptor_pool, message_factory

PROTOS = pathlib.Path(__file__).resolve().parents[3] / "protos"
CALL_SECONDS = 600


def generate_messages(folder):
    """Compiles all protos into a folder and makes the modules importable."""
    files = sorted(str(file) for file in PROTOS.rglob("*.proto"))
    subprocess.run(["protoc", f"-I{PROTOS}", f"--python_out={folder}", *files], check=True)
    sys.path.insert(0, folder)


def load(module):
    """Imports one generated module."""
    return importlib.import_module(module)


def method(channel, module, service, name):
    """Makes a callable for one method, streaming or not, from the descriptor of its service."""
    descriptor = module.DESCRIPTOR.services_by_name[service].methods_by_name[name]
    streams = descriptor_of(module, service, name).server_streaming
    make = channel.unary_stream if streams else channel.unary_unary
    return make(
        f"/{descriptor.containing_service.full_name}/{name}",
        request_serializer=descriptor.input_type._concrete_class.SerializeToString,
        response_deserializer=descriptor.output_type._concrete_class.FromString)


def descriptor_of(module, service, name):
    """Finds a method as the proto file declares it: the descriptor of this protobuf version hides streaming."""
    file = descriptor_pb2.FileDescriptorProto.FromString(module.DESCRIPTOR.serialized_pb)
    declared = next(entry for entry in file.service if entry.name == service)
    return next(entry for entry in declared.method if entry.name == name)


def describe(kind, payload):
    """Says in one line what an event tells."""
    if kind == "path_placed":
        return f"{payload.path_id} on {payload.worker_id}, attempt {payload.attempt}"
    if kind == "summary_published":
        return f"{payload.path_id} round {payload.round}"
    if kind == "round_routed":
        heard = (f"{d.path_id}<-{','.join(p.path_id for p in d.peers) or '-'}" for d in payload.deliveries)
        return f"round {payload.round}: {' '.join(heard)}"
    if kind == "path_finished":
        return f"{payload.path.path_id} answer {payload.path.answer or '-'}"
    if kind in ("session_accepted", "session_finished"):
        return payload.session.session_id
    return ""


def follow(stream):
    """Prints the events of a session and returns the session as its last event has it."""
    expected, session = 1, None
    for response in stream:
        event = response.event
        if event.sequence != expected:
            raise RuntimeError(f"event {expected} is missing: got {event.sequence}")
        expected += 1
        kind = event.WhichOneof("payload") or "unknown"
        print(f"event {event.sequence} {kind} {describe(kind, getattr(event, kind, None))}".rstrip(), flush=True)
        if kind == "session_finished":
            session = event.session_finished.session
    if session is None:
        raise RuntimeError("the stream ended without session_finished")
    return session


def connect(arguments):
    """Opens the channel that the command line asks for."""
    target = arguments.address.removeprefix("http://").rstrip("/")
    if arguments.authority is None:
        return grpc.insecure_channel(target)
    options = [("grpc.ssl_target_name_override", arguments.name)] if arguments.name else []
    return grpc.secure_channel(target, grpc.ssl_channel_credentials(arguments.authority.read_bytes()), options)


def run(arguments):
    """Makes the calls and returns the exit code."""
    reasoning = load("leap.reasoning.v1.reasoning_service_pb2")
    sessions = load("leap.reasoning.v1.session_pb2")
    fleet = load("leap.fleet.v1.fleet_service_pb2")
    with connect(arguments) as channel:
        reason = method(channel, reasoning, "ReasoningService", "Reason")
        get_session = method(channel, reasoning, "ReasoningService", "GetSession")
        list_models = method(channel, fleet, "FleetService", "ListModels")

        request = reasoning.ReasonRequest(problem=arguments.problem, model=arguments.model)
        if arguments.paths is not None:
            request.path_count = arguments.paths
        finished = follow(reason(request, timeout=CALL_SECONDS))

        full = reasoning.GetSessionRequest(session_id=finished.session_id, view=reasoning.SESSION_VIEW_FULL)
        stored = get_session(full, timeout=CALL_SECONDS).session
        segments = sum(len(path.transcript) for path in stored.paths)
        print(f"session {sessions.Session.State.Name(stored.state)} paths {len(stored.paths)} segments {segments}")

        for model in list_models(fleet.ListModelsRequest(), timeout=CALL_SECONDS).models:
            print(f"model {model.model_id} workers {model.worker_count} free {model.free_path_slots}")

    if stored.state != sessions.Session.STATE_SUCCEEDED:
        print(f"error: {stored.failure.reason}: {stored.failure.message}", file=sys.stderr)
        return 1
    print(f"answer: {stored.answer.text}")
    return 0


def print_details(error):
    """Prints the names of the details that a status carries, raw: their types are not ours to know."""
    for key, value in error.trailing_metadata() or ():
        if key == "grpc-status-details-bin":
            # google.rpc.Status: field 3 holds the details. An Any reads as far as its own fields go.
            for detail in read_details(value):
                text = detail.value.decode("utf-8", "replace")
                print(f"detail: {detail.type_url}: {''.join(c if c.isprintable() else ' ' for c in text)}", file=sys.stderr)


def read_details(status):
    """Yields the details of a serialized google.rpc.Status."""
    field = descriptor_pb2.FieldDescriptorProto
    file = descriptor_pb2.FileDescriptorProto(
        name="status_of_a_call.proto", package="client", syntax="proto3", dependency=[any_pb2.DESCRIPTOR.name])
    message = file.message_type.add(name="Status")
    message.field.add(name="code", number=1, type=field.TYPE_INT32, label=field.LABEL_OPTIONAL)
    message.field.add(name="message", number=2, type=field.TYPE_STRING, label=field.LABEL_OPTIONAL)
    message.field.add(
        name="details", number=3, type=field.TYPE_MESSAGE, type_name=".google.protobuf.Any", label=field.LABEL_REPEATED)
    pool = descriptor_pool.Default()
    pool.Add(file)
    factory = message_factory.MessageFactory(pool)
    yield from factory.GetPrototype(pool.FindMessageTypeByName("client.Status")).FromString(status).details


def main():
    """Reads the command line and runs."""
    parser = argparse.ArgumentParser(description="Runs one problem through a LeaP.Grpc router.")
    parser.add_argument("address")
    parser.add_argument("problem")
    parser.add_argument("--model", default="")
    parser.add_argument("--paths", type=int)
    parser.add_argument("--authority", type=pathlib.Path)
    parser.add_argument("--name")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        try:
            generate_messages(folder)
            return run(arguments)
        except grpc.RpcError as error:
            print(f"error: {error.code().name}: {error.details()}", file=sys.stderr)
            print_details(error)
        except (RuntimeError, OSError, subprocess.CalledProcessError) as error:
            print(f"error: {error}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
