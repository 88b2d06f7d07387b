// Picks what `podman play kube` needs to run one Deployment or StatefulSet, and what a cluster would do around it.
//
// Usage: kubectl kustomize FOLDER | node pods.mjs WHAT NAME [SECRETS] [NUMBER]
//
// WHAT is
//   sets     what podman is to run: the Deployment, or a Deployment of one pod for each pod of the StatefulSet, which podman
//            4 does not know; their names, one a line
//   pods     the ConfigMaps and the Deployment, or that of the pod with the number. podman 4 knows neither secrets as volumes nor nodes nor GPUs: a secret is
//            mounted from its folder under SECRETS, and the name of the node and the share of GPUs are left out. So are
//            ports, which podman would open on this machine, and probes, for which it would look for programs in the image.
//   replicas how many pods there are to be; one where an autoscaler decides
//   names    the names that its pods are reached by, of all Services that select them and of the pod with the number, one a
//            line
//   probes   what a kubelet would ask its first pod, one a line: CONTAINER WHEN KIND PORT [PATH OR SERVICE]
import { readFileSync } from 'node:fs';
import { parseAllDocuments, stringify } from 'yaml';

const [what, name, secrets, number] = process.argv.slice(2);
const objects = parseAllDocuments(readFileSync(0, 'utf8')).map((document) => document.toJS());
const workload = objects.find((object) => ['Deployment', 'StatefulSet'].includes(object.kind) && object.metadata.name === name);
if (!workload) {
  console.error(`no Deployment and no StatefulSet is named ${name}`);
  process.exit(1);
}

const isSet = workload.kind === 'StatefulSet';
const { metadata, spec: pod } = workload.spec.template;
const print = (lines) => process.stdout.write(lines.map((line) => `${line}\n`).join(''));

const onThisMachine = (volume) => volume.secret
  ? { name: volume.name, hostPath: { path: `${secrets}/${volume.secret.secretName}`, type: 'Directory' } }
  : volume;

const deployment = () => isSet
  ? {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { ...workload.metadata, name: `${name}-${number}` },
      spec: { replicas: 1, selector: workload.spec.selector, template: workload.spec.template },
    }
  : workload;

const kinds = {
  sets() {
    print(isSet ? Array.from({ length: workload.spec.replicas }, (_, index) => `${name}-${index}`) : [name]);
  },
  pods() {
    pod.volumes = pod.volumes?.map(onThisMachine);
    // Otherwise podman removes a first container as soon as it has ended, and fails when that takes a moment.
    workload.metadata.annotations = { 'io.podman.annotations.init.container.type': 'always' };
    for (const container of [...pod.containers, ...pod.initContainers ?? []]) {
      container.env = container.env?.filter((variable) => variable.valueFrom?.fieldRef?.fieldPath !== 'spec.nodeName');
      delete container.resources?.limits?.['nvidia.com/gpu'];
      for (const unused of ['ports', 'startupProbe', 'readinessProbe', 'livenessProbe']) {
        delete container[unused];
      }
    }

    const maps = objects.filter((object) => object.kind === 'ConfigMap');
    process.stdout.write([...maps, deployment()].map((object) => stringify(object)).join('---\n'));
  },
  replicas() {
    print([workload.spec.replicas ?? 1]);
  },
  names() {
    const selects = (service) => Object.entries(service.spec.selector).every(([key, value]) => metadata.labels[key] === value);
    print(objects.filter((object) => object.kind === 'Service' && selects(object)).map((service) => service.metadata.name));
    if (isSet) print([`${name}-${number}.${workload.spec.serviceName}`]);
  },
  probes() {
    for (const container of pod.containers) {
      const portOf = (port) => container.ports.find((entry) => entry.name === port)?.containerPort ?? port;
      for (const when of ['startup', 'readiness', 'liveness']) {
        const { httpGet, grpc, tcpSocket } = container[`${when}Probe`] ?? {};
        if (httpGet) print([`${container.name} ${when} http ${portOf(httpGet.port)} ${httpGet.path}`]);
        if (grpc) print([`${container.name} ${when} grpc ${grpc.port} ${grpc.service ?? ''}`]);
        if (tcpSocket) print([`${container.name} ${when} tcp ${portOf(tcpSocket.port)}`]);
      }
    }
  },
};

if (!kinds[what]) {
  console.error(`${what} is none of ${Object.keys(kinds).join(', ')}`);
  process.exit(1);
}
kinds[what]();
