import type { Analysis } from "../../../src/core/analysis.ts";
import { analyzeSteps } from "../../../src/core/analyze.ts";
import { decodeBase64 } from "../../../src/core/bytes/base64.ts";
import { isSafeSteps, proposedFixes } from "../../../src/core/features/fixes.ts";
import { hover } from "../../../src/core/features/hover/index.ts";
import { lenses } from "../../../src/core/features/lenses.ts";
import { links } from "../../../src/core/features/links.ts";
import { manifestHoverOf } from "../../../src/core/features/manifest.ts";
import { markdownOf } from "../../../src/core/features/markdown.ts";
import { definition, references } from "../../../src/core/features/navigation.ts";
import { symbols } from "../../../src/core/features/symbols.ts";
import {
  certificateNodes,
  configurationNode,
  pathTo,
  type TreeNode,
} from "../../../src/core/features/tree/index.ts";
import { looksLikeKubeconfigSteps } from "../../../src/core/kubeconfig/detect.ts";
import type { FileRead } from "../../../src/core/ports.ts";
import { buildReport } from "../../../src/core/report/index.ts";
import type { Steps } from "../../../src/core/steps.ts";
import { readToken } from "../../../src/core/tokens/index.ts";
import { decodeCertificate } from "../../../src/core/x509/certificate.ts";
import { decodeCertificates, readCaBundle } from "../../../src/core/x509/certificates.ts";
import { decodeCertificateRequest } from "../../../src/core/x509/csr.ts";
import { readPrivateKey } from "../../../src/core/x509/key.ts";
import { readPem } from "../../../src/core/x509/pem.ts";
import { pemDefect } from "../../../src/core/x509/pem-defect.ts";
import { decodeText } from "../../../src/core/yaml/index.ts";
import { NOW, sourceOf, THRESHOLDS } from "../../support/analyze.ts";

/** Runs pieces of work, which have names; whoever makes one may time them, and look at what they give. */
export interface Runner {
  /** Work that cannot be interrupted. */
  run<T>(name: string, work: () => T): T;
  /** Work that a host does in slices. */
  drain<T>(name: string, steps: Steps<T>): T;
}

const TIMING = { now: NOW, thresholds: THRESHOLDS };
/** Offsets that a cursor is put at. */
const PLACES = 7;
/** Nodes of a tree that are opened. */
const MOST_NODES = 3000;

/** Everything that the product does with the text of a kubeconfig while somebody looks at it. */
export function exerciseKubeconfig(
  text: string,
  runner: Runner,
  files: Readonly<Record<string, FileRead>> = {},
): Analysis {
  runner.drain("detect", looksLikeKubeconfigSteps(text));
  const analysis = runner.drain(
    "analyze",
    analyzeSteps([sourceOf(text)], { ...TIMING, files: { get: path => files[path] }, style: "posix" }),
  );
  runner.run("lenses", () => lenses(analysis, "config"));
  runner.run("symbols", () => analysis.files.map(symbols));
  runner.run("links", () => analysis.files.map(file => links(file, "posix")));
  for (let place = 0; place < PLACES; place++) {
    const offset = Math.floor((text.length * place) / (PLACES - 1));
    const found = runner.run("hover", () => hover(analysis, "config", offset, THRESHOLDS));
    runner.run("markdown", () => found && markdownOf(found.blocks));
    runner.run("manifest", () => manifestHoverOf(text, offset, TIMING));
    runner.run("definition", () => [
      definition(analysis, "config", offset),
      references(analysis, "config", offset, true),
    ]);
    runner.run("path", () => pathTo(treeSourceOf(analysis), "config", offset));
  }
  for (const finding of analysis.findings.slice(0, 3)) {
    const [fix] = runner.run("fixes", () => proposedFixes(analysis, finding));
    if (fix !== undefined) runner.drain("safe fix", isSafeSteps(analysis, finding, fix));
  }
  exerciseTree(analysis, runner);
  runner.run("report", () => buildReport({ analyses: [analysis], folders: [] }, TIMING));
  return analysis;
}

function treeSourceOf(analysis: Analysis) {
  const files = [{ id: "config", label: "config", path: "/home/jane/.kube/config", added: false }];
  return {
    id: "config",
    kind: "file",
    label: "config",
    detail: [],
    files,
    analysis,
    thresholds: THRESHOLDS,
  } as const;
}

function exerciseTree(analysis: Analysis, runner: Runner): void {
  const source = treeSourceOf(analysis);
  const todo: TreeNode[] = [
    runner.run("tree", () => configurationNode(source)),
    ...runner.run("certificates", () => certificateNodes([source])).slice(0, 50),
  ];
  for (let count = 0; count < MOST_NODES; ) {
    const node = todo.pop();
    if (node === undefined) return;
    if (count % 100 === 0) runner.run("tooltip", () => markdownOf(node.details()));
    // A host makes children one by one and stops in between.
    const children = runner.run("tree", () => node.children())[Symbol.iterator]();
    for (let left = 300; left > 0; left--, count++) {
      const next = runner.run("tree", () => children.next());
      if (next.done) break;
      todo.push(next.value);
    }
  }
}

/** What becomes of the content of a file that a kubeconfig names, or of a `-data` field. */
export function exerciseBytes(bytes: Uint8Array, runner: Runner): void {
  const text = runner.run("decode text", () => decodeText(bytes).text);
  runner.run("base64", () => decodeBase64(bytes));
  runner.run("certificates", () => decodeCertificates(bytes));
  runner.run("bundle", () => readCaBundle(bytes));
  runner.run("key", () => readPrivateKey(bytes));
  runner.run("defect", () => pemDefect(bytes));
  const read: FileRead = { kind: "file", bytes, mode: 0o600 };
  const files = { "/home/jane/.kube/f": read };
  const data = runner.run("encode", () => Buffer.from(bytes).toString("base64"));
  exerciseKubeconfig(
    kubeconfigOf("certificate-authority: f", "client-certificate: f, client-key: f, tokenFile: f"),
    runner,
    files,
  );
  exerciseKubeconfig(
    kubeconfigOf(
      `certificate-authority-data: ${data}`,
      `client-certificate-data: ${data}, client-key-data: ${data}`,
    ),
    runner,
  );
  runner.run("decode text", () => text.length);
}

export function exerciseDer(der: Uint8Array, runner: Runner): void {
  runner.run("certificate", () => decodeCertificate(der));
  runner.run("request", () => decodeCertificateRequest(der));
  const body = Buffer.from(der).toString("base64");
  const pem = ["CERTIFICATE", "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"].map(
    label => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`,
  );
  for (const each of pem.slice(1)) runner.run("key", () => readPrivateKey(each, { exact: true }));
  const [certificate = "", key = ""] = pem.map(each => Buffer.from(each).toString("base64"));
  exerciseKubeconfig(
    kubeconfigOf(
      `certificate-authority-data: ${certificate}`,
      `client-certificate-data: ${certificate}, client-key-data: ${key}`,
    ),
    runner,
  );
}

export function exerciseToken(token: string, runner: Runner): void {
  runner.run("token", () => readToken(token));
  exerciseKubeconfig(kubeconfigOf("insecure-skip-tls-verify: true", `token: "${token}"`), runner);
}

function kubeconfigOf(cluster: string, user: string): string {
  return `apiVersion: v1
kind: Config
current-context: a
clusters:
- {name: c, cluster: {server: "https://c", ${cluster}}}
contexts:
- {name: a, context: {cluster: c, user: u}}
users:
- {name: u, user: {${user}}}
`;
}

/** A file of any kind, as each of the entries would take it. */
export function exerciseFile(bytes: Uint8Array, runner: Runner): void {
  exerciseKubeconfig(
    runner.run("decode text", () => decodeText(bytes).text),
    runner,
  );
  exerciseBytes(bytes, runner);
  for (const { der } of runner.run("pem", () => readPem(bytes)).slice(0, 20)) exerciseDer(der, runner);
}
