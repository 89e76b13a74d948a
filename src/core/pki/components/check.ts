import { equalBytes } from "../../bytes/bytes.ts";
import { type Message, say } from "../../message.ts";
import type { FileView } from "../../ports.ts";
import { keyMatches } from "../../x509/key-pair.ts";
import { commonName } from "../../x509/name.ts";
import type { Certificate } from "../../x509/types.ts";
import { readPkiFile } from "../file.ts";
import type { PkiFile, PkiProblem, PkiProblemCode } from "../model.ts";
import { hostPath, isOfMachine } from "./paths.ts";
import type { Component, FileReference } from "./read.ts";
import { readTokenFile, type TokenFileProblem } from "./tokens.ts";

/** A component with what its files hold. */
interface Loaded {
  readonly component: Component;
  /** The manifest's own path. */
  readonly manifest: string;
  /** By the path as it is named; nothing for a file that nobody looked at, or that may not be read. */
  readonly files: ReadonlyMap<string, PkiFile | "missing">;
  /** What is wrong with the static token files, by the same path. */
  readonly tokenFiles: ReadonlyMap<string, readonly TokenFileProblem[]>;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * What is wrong with the files that a component names. Says nothing of a file that nobody looked at, nor of what is
 * missing where the manifest is none of this machine's: it lies elsewhere, and none of its files is here.
 */
export function checkComponent(
  component: Component,
  { manifest, files, now }: { readonly manifest: string; readonly files: FileView; readonly now: number },
): readonly PkiProblem[] {
  const read = new Map<string, PkiFile | "missing">();
  const tokenFiles = new Map<string, readonly TokenFileProblem[]>();
  for (const { path, use } of component.references) {
    const place = hostPath(path, manifest);
    const found = place === undefined ? undefined : files.get(place);
    if (place === undefined || found === undefined || found.kind === "unreadable") continue;
    if (found.kind === "missing") read.set(path, "missing");
    else if (use.kind === "tokens")
      tokenFiles.set(path, readTokenFile(path, component.program, found).problems);
    else read.set(path, readPkiFile(place, path, found));
  }
  const isHere =
    isOfMachine(manifest) || tokenFiles.size > 0 || [...read.values()].some(file => file !== "missing");
  const loaded = { component, manifest, files: isHere ? read : new Map(), tokenFiles, now };
  const problems = component.references
    .filter(each => isUsed(each, component))
    .flatMap(each => [...checkFile(each, loaded)]);
  return [...problems, ...checkProxy(loaded)];
}

/** Of a flag that is given several times the last counts, but every key that checks tokens of service accounts. */
function isUsed(reference: FileReference, { references }: Component): boolean {
  return (
    reference.use.kind === "public-key" ||
    references.findLast(({ name }) => name === reference.name) === reference
  );
}

function fileOf(flag: string | undefined, { component, files }: Loaded): PkiFile | undefined {
  const reference = component.references.findLast(({ name }) => name === flag);
  const file = reference && files.get(reference.path);
  return file === "missing" ? undefined : file;
}

function* checkFile(reference: FileReference, loaded: Loaded): Iterable<PkiProblem> {
  const { name, path, use } = reference;
  const { program } = loaded.component;
  const file = loaded.files.get(path);
  if (file === "missing") {
    yield at(reference, loaded, "pki-file-missing", "error", notThere(name, path, loaded));
    return;
  }
  if (use.kind === "tokens") {
    for (const { fatal, message } of loaded.tokenFiles.get(path) ?? []) {
      yield at(reference, loaded, "pki-token-file", fatal ? "error" : "warning", message);
    }
    return;
  }
  if (file === undefined || use.kind === "kubeconfig" || use.kind === "public-key") return;
  if (use.kind === "key") {
    if (file.key?.ok === true && file.key.value.encrypted !== undefined) {
      const message = say("The key in {0} is encrypted, and {1} cannot ask for the password.", path, program);
      yield at(reference, loaded, "pki-key-unusable", "error", message);
    } else if (file.key?.ok !== true) {
      const message = say("{0} holds no private key that can be used, and {1} needs one there.", path, name);
      yield at(reference, loaded, "pki-key-unusable", "error", message);
    }
    return;
  }
  const certificates = certificatesOf(file);
  const [certificate] = certificates;
  if (certificate === undefined) {
    const message = say("{0} holds no certificate that can be read, and {1} needs one there.", path, name);
    yield at(reference, loaded, "pki-unreadable", "error", message);
    return;
  }
  yield* checkDates(reference, use.kind === "ca" ? certificates : [certificate], loaded);
  yield* checkPair(reference, certificate, loaded);
}

function notThere(name: string, path: string, { component }: Loaded): Message {
  return say(
    "{0} names {1}, which does not exist. {2} does not start without it.",
    name,
    path,
    component.program,
  );
}

/** Of several CAs one that is valid will do: while they change, the old stands beside the new. */
function* checkDates(
  reference: FileReference,
  certificates: readonly Certificate[],
  loaded: Loaded,
): Iterable<PkiProblem> {
  const notAfter = Math.max(...certificates.map(each => each.notAfter ?? Number.POSITIVE_INFINITY));
  if (notAfter >= loaded.now) return;
  const date = new Date(notAfter).toISOString().slice(0, 10);
  const message = say(
    "The certificate in {0} expired on {1}. Renew it and start {2} again.",
    reference.path,
    date,
    loaded.component.program,
  );
  yield at(reference, loaded, "pki-expired", "error", message);
}

function* checkPair(
  reference: FileReference,
  certificate: Certificate,
  loaded: Loaded,
): Iterable<PkiProblem> {
  const file = fileOf(reference.use.key, loaded);
  if (file?.key?.ok !== true) return;
  const match = keyMatches(certificate, file.key.value);
  if (match !== "mismatch" && match !== "type-mismatch") return;
  const message = say(
    "The private key in {0} belongs to another certificate. {1} does not start with the two.",
    file.name,
    loaded.component.program,
  );
  yield at(reference, loaded, "pki-key-mismatch", "error", message);
}

/** The authenticating proxy: kubernetes.io/docs/reference/access-authn-authz/authentication, "Authenticating proxy". */
function* checkProxy(loaded: Loaded): Iterable<PkiProblem> {
  const { component } = loaded;
  const reference = component.references.findLast(each => each.name === "requestheader-client-ca-file");
  if (reference === undefined) return;
  const anyName = (component.allowedNames?.names.length ?? 0) === 0;
  const proxyCas = certificatesOf(fileOf(reference.name, loaded));
  const clientCas = certificatesOf(fileOf("client-ca-file", loaded));
  const samePath = component.references.some(
    each => each.name === "client-ca-file" && each.path === reference.path,
  );
  if (samePath || proxyCas.some(one => clientCas.some(other => sameKey(one, other)))) {
    yield at(
      reference,
      loaded,
      "pki-proxy-ca-shared",
      anyName ? "error" : "warning",
      anyName ? everybody : shared,
    );
  } else if (anyName) {
    yield at(reference, loaded, "pki-proxy-any-name", "information", anybody);
  }
  const [client] = certificatesOf(fileOf("proxy-client-cert-file", loaded));
  const allowed = component.allowedNames;
  if (
    client === undefined ||
    allowed === undefined ||
    anyName ||
    allowed.names.includes(commonName(client.subject))
  )
    return;
  const message = say(
    "The API server's own proxy certificate is {0}, which is not among the allowed names. Extension API servers refuse its requests.",
    commonName(client.subject),
  );
  yield at({ ...reference, span: allowed.span }, loaded, "pki-proxy-name", "error", message);
}

const everybody = say(
  "The CA of authenticating proxies is the CA of clients, and every name is allowed: whoever has a client certificate can be any user. Give proxies a CA of their own.",
);
const shared = say(
  "The CA of authenticating proxies is the CA of clients: whoever gets a client certificate for an allowed name can be any user. Give proxies a CA of their own.",
);
const anybody = say(
  "Every certificate that this CA signed may act as an authenticating proxy. List the names that may in --requestheader-allowed-names.",
);

function at(
  { span }: FileReference,
  { manifest }: Loaded,
  code: PkiProblemCode,
  severity: PkiProblem["severity"],
  message: Message,
): PkiProblem {
  return { code, severity, message, path: manifest, span };
}

/** Those that can be read; none where the first, which counts, cannot. */
function certificatesOf(file: PkiFile | undefined): readonly Certificate[] {
  if (file?.certificates[0]?.ok !== true) return [];
  return file.certificates.flatMap(item => (item.ok ? [item.certificate] : []));
}

function sameKey(a: Certificate, b: Certificate): boolean {
  return equalBytes(a.publicKey.spki, b.publicKey.spki);
}
