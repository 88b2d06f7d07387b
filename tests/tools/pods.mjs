// Picks what `podman play kube` needs to run one Deployment.
//
// Usage: kubectl kustomize FOLDER | node pods.mjs DEPLOYMENT
//
// Writes the ConfigMaps and the Deployment, as one replica, without the variables that podman cannot fill in and without
// Redis, whose password podman has no secret for.
import { readFileSync } from 'node:fs';
import { parseAllDocuments, stringify } from 'yaml';

const objects = parseAllDocuments(readFileSync(0, 'utf8')).map((document) => document.toJS());
const deployment = objects.find((object) => object.kind === 'Deployment' && object.metadata.name === process.argv[2]);
if (!deployment) {
  console.error(`no Deployment is named ${process.argv[2]}`);
  process.exit(1);
}

deployment.spec.replicas = 1;
const pod = deployment.spec.template.spec;
pod.volumes = pod.volumes?.filter((volume) => !volume.secret);
for (const container of pod.containers) {
  container.volumeMounts = container.volumeMounts?.filter((mount) => pod.volumes?.some((volume) => volume.name === mount.name));
  container.env = container.env?.filter((variable) => variable.valueFrom?.fieldRef?.fieldPath !== 'spec.nodeName');
}

const maps = objects.filter((object) => object.kind === 'ConfigMap');
for (const map of maps) {
  delete map.data.Router__Store;
  delete map.data.Router__Redis__PasswordFile;
}

process.stdout.write([...maps, deployment].map((object) => stringify(object)).join('---\n'));
