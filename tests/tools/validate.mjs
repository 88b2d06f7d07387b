// Checks Kubernetes objects against the published schemas: types, quantities, fields that must be there.
//
// Usage: kubectl kustomize FOLDER | node validate.mjs
//
// Reads YAML documents from standard input, prints one line for each. Exit code 1 when one is wrong or there is none.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseAllDocuments } from 'yaml';

const require = createRequire(import.meta.url);

// Packages with the schemas of kinds that Kubernetes itself does not know, by their group.
const operators = {
  'cert-manager.io': '@kubernetes-models/cert-manager',
  'keda.sh': '@kubernetes-models/keda',
  'monitoring.coreos.com': '@kubernetes-models/prometheus-operator',
};

function modelOf({ apiVersion, kind }) {
  const model = require(`${operators[apiVersion.split('/')[0]] ?? 'kubernetes-models'}/${apiVersion}`)[kind];
  if (!model) throw new Error(`no schema for ${apiVersion} ${kind}`);
  return model;
}

let wrong = 0;
const documents = parseAllDocuments(readFileSync(0, 'utf8'), { uniqueKeys: true });
for (const document of documents) {
  const object = document.toJS();
  const name = `${object?.kind} ${object?.metadata?.name}`;
  try {
    if (document.errors.length > 0) throw document.errors[0];
    new (modelOf(object))(object).validate();
    console.log(`ok    ${name}`);
  } catch (error) {
    wrong += 1;
    console.log(`wrong ${name}: ${error.message}`);
  }
}

process.exit(documents.length > 0 && wrong === 0 ? 0 : 1);
