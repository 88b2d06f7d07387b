// Runs one problem through a router with Node's grpc-js and nothing of ours but the protos.
//
// Usage: node reason.mjs ADDRESS PROBLEM [--model M] [--paths N]
//
// ADDRESS is host:port or http://host:port. Prints one line an event and, at the end, `answer: X`.
// Exit codes: 0 with an answer, 1 when a call fails or the session has none, 2 for wrong arguments.
import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';

const protos = resolve(dirname(fileURLToPath(import.meta.url)), '../../../protos');
const callSeconds = 600;

function loadPackages() {
  const files = readdirSync(protos, { recursive: true }).filter((file) => file.endsWith('.proto'));
  const options = { includeDirs: [protos], keepCase: true, longs: Number, enums: String, defaults: true, oneofs: true };
  return grpc.loadPackageDefinition(protoLoader.loadSync(files.map((file) => join(protos, file)), options)).leap;
}

function describe(kind, payload) {
  switch (kind) {
    case 'path_placed':
      return `${payload.path_id} on ${payload.worker_id}, attempt ${payload.attempt}`;
    case 'summary_published':
      return `${payload.path_id} round ${payload.round}`;
    case 'round_routed':
      return `round ${payload.round}: ` + payload.deliveries
        .map((delivery) => `${delivery.path_id}<-${delivery.peers.map((peer) => peer.path_id).join(',') || '-'}`)
        .join(' ');
    case 'path_finished':
      return `${payload.path.path_id} answer ${payload.path.answer || '-'}`;
    case 'session_accepted':
    case 'session_finished':
      return payload.session.session_id;
    default:
      return '';
  }
}

async function follow(stream) {
  let expected = 1;
  let session = null;
  try {
    for await (const { event } of stream) {
      if (event.sequence !== expected) {
        throw new Error(`event ${expected} is missing: got ${event.sequence}`);
      }
      expected += 1;
      const kind = event.payload ?? 'unknown';
      console.log(`event ${event.sequence} ${kind} ${describe(kind, event[kind])}`.trimEnd());
      if (kind === 'session_finished') {
        session = event.session_finished.session;
      }
    }
  } finally {
    // A call that is left early keeps the process alive until it is cancelled.
    stream.on('error', () => {});
    stream.cancel();
  }
  if (session === null) {
    throw new Error('the stream ended without session_finished');
  }
  return session;
}

const deadline = () => ({ deadline: Date.now() + callSeconds * 1000 });

function unary(client, method, request) {
  return new Promise((done, fail) => {
    client[method](request, new grpc.Metadata(), deadline(), (error, response) => (error ? fail(error) : done(response)));
  });
}

async function run(address, problem, model, paths) {
  const leap = loadPackages();
  const target = address.replace(/^http:\/\//, '').replace(/\/$/, '');
  const reasoning = new leap.reasoning.v1.ReasoningService(target, grpc.credentials.createInsecure());
  const fleet = new leap.fleet.v1.FleetService(target, grpc.credentials.createInsecure());
  try {
    const request = { problem, model, ...(paths === undefined ? {} : { path_count: paths }) };
    const finished = await follow(reasoning.Reason(request, new grpc.Metadata(), deadline()));

    const { session } = await unary(reasoning, 'GetSession', { session_id: finished.session_id, view: 'SESSION_VIEW_FULL' });
    const segments = session.paths.reduce((sum, path) => sum + path.transcript.length, 0);
    console.log(`session ${session.state} paths ${session.paths.length} segments ${segments}`);

    for (const served of (await unary(fleet, 'ListModels', {})).models) {
      console.log(`model ${served.model_id} workers ${served.worker_count} free ${served.free_path_slots}`);
    }
    if (session.state !== 'STATE_SUCCEEDED') {
      console.error(`error: ${session.failure?.reason}: ${session.failure?.message}`);
      return 1;
    }
    console.log(`answer: ${session.answer.text}`);
    return 0;
  } finally {
    reasoning.close();
    fleet.close();
  }
}

// The details of a status are shown as far as they are text: their types are not ours to know.
function printError(error) {
  if (error.code === undefined) {
    console.error(`error: ${error.message}`);
    return;
  }
  console.error(`error: ${grpc.status[error.code]}: ${error.details}`);
  for (const detail of error.metadata?.get('grpc-status-details-bin') ?? []) {
    console.error(`detail: ${detail.toString('utf8').replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, ' ')}`);
  }
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { model: { type: 'string', default: '' }, paths: { type: 'string' } },
    });
    const paths = values.paths === undefined ? undefined : Number(values.paths);
    if (positionals.length === 2 && (paths === undefined || Number.isInteger(paths))) {
      return [...positionals, values.model, paths];
    }
  } catch (error) {
    console.error(error.message);
  }
  console.error('usage: reason.mjs ADDRESS PROBLEM [--model M] [--paths N]');
  return null;
}

const read = readArguments();
process.exitCode = read === null ? 2 : await run(...read).catch((error) => {
  printError(error);
  return 1;
});
