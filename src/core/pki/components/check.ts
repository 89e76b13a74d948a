import { type Message, say } from "../../message.ts";
import type { FileView } from "../../ports.ts";
import { keyMatches } from "../../x509/keypair.ts";
import { commonName } from "../../x509/name.ts";
import type { Certificate } from "../../x509/types.ts";
import { readPkiFile } from "../file.ts";
import type { PkiFile, PkiProblem, PkiProblemCode } from "../model.ts";
import { hostPath } from "./paths.ts";
import type { Component, FileReference } from "./read.ts";

/** A component with what its files hold. */
interface Loaded {
  readonly component: Component;
  /** The manifest's own path. */
  readonly manifest: string;
  /** By the name of the flag; nothing for a file that nobody looked at. */
  readonly files: ReadonlyMap<string, PkiFile | "missing">;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What is wrong with the files that a component names. Says nothing of a file that nobody looked at. */
export function checkComponent(
  component: Component,
  { manifest, files, now }: { readonly manifest: string; readonly files: FileView; readonly now: number },
): readonly PkiProblem[] {
  const read = new Map<string, PkiFile | "missing">();
  for (const { name, path } of component.references) {
    const place = hostPath(path, manifest);
    const found = place === undefined ? undefined : files.get(place);
    if (place === undefined || found === undefined) continue;
    read.set(name, found.kind === "missing" ? "missing" : readPkiFile(place, path, found));
  }
  const loaded = { component, manifest, files: read, now };
  return [...component.references.flatMap(each => [...checkFile(each, loaded)]), ...checkProxy(loaded)];
}

function* checkFile(reference: FileReference, loaded: Loaded): Iterable<PkiProblem> {
  const { name, path, use } = reference;
  const file = loaded.files.get(name);
  if (file === undefined) return;
  if (file === "missing") {
    yield at(reference, loaded, "pki-file-missing", "error", notThere(name, path, loaded));
    return;
  }
  if (use.kind === "kubeconfig" || use.kind === "public-key") return;
  if (use.kind === "key") {
    if (file.key === undefined || !file.key.ok) {
      const message = say("{0} holds no private key that can be used, and {1} needs one there.", path, name);
      yield at(reference, loaded, "pki-key-unusable", "error", message);
    }
    return;
  }
  const certificate = firstOf(file);
  if (certificate === undefined) {
    const message = say("{0} holds no certificate that can be read, and {1} needs one there.", path, name);
    yield at(reference, loaded, "pki-unreadable", "error", message);
    return;
  }
  yield* checkDates(reference, certificate, loaded);
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

function* checkDates(
  reference: FileReference,
  { notAfter }: Certificate,
  loaded: Loaded,
): Iterable<PkiProblem> {
  if (notAfter === undefined || notAfter >= loaded.now) return;
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
  const file = loaded.files.get(reference.use.key ?? "");
  if (file === undefined || file === "missing" || file.key?.ok !== true) return;
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
  const { component, files } = loaded;
  const reference = component.references.find(each => each.name === "requestheader-client-ca-file");
  if (reference === undefined) return;
  const anyName = (component.allowedNames?.names.length ?? 0) === 0;
  const proxyCa = certificateOf(files.get(reference.name));
  const clientCa = certificateOf(files.get("client-ca-file"));
  const samePath = component.references.some(
    each => each.name === "client-ca-file" && each.path === reference.path,
  );
  if (samePath || (proxyCa && clientCa && sameKey(proxyCa, clientCa))) {
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
  const client = certificateOf(files.get("proxy-client-cert-file"));
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

function certificateOf(file: PkiFile | "missing" | undefined): Certificate | undefined {
  return file === undefined || file === "missing" ? undefined : firstOf(file);
}

function firstOf({ certificates }: PkiFile): Certificate | undefined {
  const [first] = certificates;
  return first?.ok === true ? first.certificate : undefined;
}

function sameKey(a: Certificate, b: Certificate): boolean {
  const [one, other] = [a.publicKey.spki, b.publicKey.spki];
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
