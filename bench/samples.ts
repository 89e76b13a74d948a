import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../scripts/root.ts";
import {
  base64,
  type Issued,
  type KeyMaterial,
  makeCa,
  makeCertificate,
  makeKey,
} from "../test/support/certificates.ts";

/** Files to measure with, made once: they hold throw-away keys and stay out of git. */
const folder = join(root, ".cache", "bench");

/** Raised when what the samples hold changes. */
const generation = 1;

/** A kubeconfig of `contexts` contexts, each with a cluster and a user of its own and so two distinct certificates. */
export async function certificateSample(contexts: number): Promise<string> {
  return sample(`certificates-${contexts}.yaml`, async () => {
    const entries = await entriesFor(1000);
    return kubeconfig(entries.slice(0, contexts));
  });
}

/** A kubeconfig of tokens: much text, no certificates. */
export async function tokenSample(contexts: number): Promise<string> {
  const entries = Array.from({ length: contexts }, (_, i) => ({
    cluster: "    insecure-skip-tls-verify: true\n",
    user: `    token: ${base64(`token ${i} ${"x".repeat(60)}`)}\n`,
  }));
  return sample(`tokens-${contexts}.yaml`, async () => kubeconfig(entries));
}

async function sample(name: string, make: () => Promise<string>): Promise<string> {
  const path = join(folder, `${generation}-${name}`);
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, await make(), { mode: 0o600 });
  }
  return path;
}

interface SampleEntry {
  /** The body of the cluster and of the user, indented. */
  readonly cluster: string;
  readonly user: string;
}

function kubeconfig(entries: readonly SampleEntry[]): string {
  const clusters = entries.map(
    ({ cluster }, i) =>
      `- cluster:\n${cluster}    server: https://c${i}.example.com:6443\n  name: cluster-${i}\n`,
  );
  const contexts = entries.map(
    (_, i) =>
      `- context:\n    cluster: cluster-${i}\n    namespace: team-${i}\n    user: user-${i}\n  name: ctx-${i}\n`,
  );
  const users = entries.map(({ user }, i) => `- name: user-${i}\n  user:\n${user}`);
  const head = "apiVersion: v1\nkind: Config\ncurrent-context: ctx-0\n";
  return `${head}clusters:\n${clusters.join("")}contexts:\n${contexts.join("")}users:\n${users.join("")}`;
}

async function entriesFor(count: number): Promise<readonly SampleEntry[]> {
  const known = join(folder, `${generation}-entries-${count}.json`);
  if (existsSync(known)) return JSON.parse(readFileSync(known, "utf8")) as SampleEntry[];
  const caKeys = await Promise.all(Array.from({ length: 20 }, () => makeKey("rsa-2048")));
  const entries: SampleEntry[] = [];
  for (let from = 0; from < count; from += 20) {
    entries.push(...(await Promise.all(caKeys.map((key, i) => entryFor(from + i, key)))));
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(known, JSON.stringify(entries), { mode: 0o600 });
  return entries;
}

/** Two thirds RSA, as most clusters have it, one third ECDSA. */
async function entryFor(index: number, caKey: KeyMaterial): Promise<SampleEntry> {
  const serial = (index + 1).toString(16).padStart(6, "0");
  const ca = await makeCa({ cn: `kubernetes-${index}`, key: caKey, serial: `01${serial}` });
  const client = await makeCertificate({
    cn: `user-${index}`,
    orgs: ["dev", `team-${index % 50}`],
    issuer: ca,
    eku: ["clientAuth"],
    serial: `02${serial}`,
    keyType: index % 3 === 0 ? "p256" : "rsa-2048",
  });
  return { cluster: data("certificate-authority", ca.pem), user: clientData(client) };
}

function clientData(client: Issued): string {
  return data("client-certificate", client.pem) + data("client-key", client.traditionalKeyPem);
}

function data(field: string, pem: string): string {
  return `    ${field}-data: ${base64(pem)}\n`;
}
