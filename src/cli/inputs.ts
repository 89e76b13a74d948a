import { looksLikeKubeconfig, readLikelySteps } from "../core/kubeconfig/detect.ts";
import type { Source } from "../core/kubeconfig/model.ts";
import { type OddPath, oddEntry } from "../core/kubeconfig/odd-path.ts";
import { baseNameOf, effectivePaths, isAbsolutePath, joinPath } from "../core/kubeconfig/paths.ts";
import { whatItIs } from "../core/manifests/kind.ts";
import { type ManifestObject, readObjectsSteps } from "../core/manifests/objects.ts";
import { type Message, render, say } from "../core/message.ts";
import { readComponents } from "../core/pki/components/read.ts";
import { readPkiFile, whyNotRead } from "../core/pki/file.ts";
import type { PkiFile, PkiKubeconfig } from "../core/pki/model.ts";
import { isCertificateName } from "../core/pki/names.ts";
import { usualBounds } from "../core/pki/walk.ts";
import type { FileRead } from "../core/ports.ts";
import { atOnce } from "../core/steps.ts";
import { type DecodedText, decodeText } from "../core/yaml/index.ts";
import type { CliWorld } from "./world.ts";

/** What one path of the command line is. */
export type Input =
  | { readonly kind: "folder"; readonly path: string }
  | { readonly kind: "kubeconfig"; readonly path: string; readonly source: Source }
  | { readonly kind: "certificates"; readonly path: string; readonly file: PkiFile }
  | { readonly kind: "manifest"; readonly path: string; readonly file: PkiKubeconfig }
  /** Objects of the Kubernetes API: Secrets, requests and anything else that is no kubeconfig. */
  | {
      readonly kind: "objects";
      readonly path: string;
      readonly text: string;
      readonly what: Message;
      readonly objects: readonly ManifestObject[];
    }
  | { readonly kind: "unusable"; readonly path: string; readonly reason: Message };

/** Looks at a path: a folder, a file of certificates, a component's manifest, or a kubeconfig, by what it holds. */
export async function readInput(given: string, world: CliWorld): Promise<Input> {
  const path = absolute(given, world);
  const read = await world.files.read(path, usualBounds.kubeconfigBytes);
  if (read.kind === "not-regular" && read.what === "directory") return { kind: "folder", path };
  if (read.kind !== "file") return { kind: "unusable", path, reason: whyNotRead(read) };
  const decoded = decodeText(read.bytes);
  const { text, decoding } = decoded;
  const document = atOnce(readLikelySteps(text, decoding));
  const asKubeconfig = (): Input => {
    const source = { ...sourceOf(path, decoded, read), ...(document && { document }) };
    return { kind: "kubeconfig", path, source };
  };
  if (document !== undefined && looksLikeKubeconfig(document)) return asKubeconfig();
  const certificates = (): Input => ({
    kind: "certificates",
    path,
    file: readPkiFile(path, baseNameOf(path), read),
  });
  const isCalledCertificate = isCertificateName(path);
  if (isCalledCertificate && !/\bkind["']?[ \t]*:/.test(text)) return certificates();
  if (readComponents(text).length > 0) {
    return { kind: "manifest", path, file: { path, name: baseNameOf(path), text } };
  }
  const objects = atOnce(readObjectsSteps(text));
  const what = whatItIs(text, { document, objects });
  if (what !== undefined) return { kind: "objects", path, text, what, objects };
  // After the objects, in whose values PEM may stand as it is.
  if (isCalledCertificate || /-----BEGIN /.test(text)) return certificates();
  return asKubeconfig();
}

/** What kubectl would load, as one configuration; files that do not exist are left out, as kubectl does. */
export async function effectiveSources(
  world: CliWorld,
): Promise<{ readonly sources: readonly Source[]; readonly unusable: readonly Input[] }> {
  const sources: Source[] = [];
  const unusable: Input[] = [];
  const missing: { readonly path: string; readonly reason: Message }[] = [];
  const env = world.env();
  for (const given of effectivePaths({ env, style: world.style })) {
    const path = absolute(given, world);
    const read = await world.files.read(path, usualBounds.kubeconfigBytes);
    if (read.kind === "file") sources.push(sourceOf(path, decodeText(read.bytes), read));
    else if (read.kind !== "missing") unusable.push({ kind: "unusable", path, reason: whyNotRead(read) });
    else {
      const odd = env["KUBECONFIG"] ? oddEntry(given, world.style, env["HOME"]) : undefined;
      if (odd !== undefined) unusable.push({ kind: "unusable", path: given, reason: whyMissing(odd) });
      else missing.push({ path, reason: say("there is no such file") });
    }
  }
  // kubectl does not mind that a file is missing, as long as there is another.
  if (sources.length === 0) {
    for (const each of missing) unusable.push({ kind: "unusable", ...each });
    if (unusable.length === 0)
      unusable.push({ kind: "unusable", path: "KUBECONFIG", reason: say("there is no kubeconfig") });
  }
  return { sources, unusable };
}

function whyMissing({ why, suggestion }: OddPath): Message {
  const reason = render(why);
  return suggestion === undefined
    ? say("KUBECONFIG names it, and there is no such file. {0}", reason)
    : say('KUBECONFIG names it, and there is no such file. {0} Did you mean "{1}"?', reason, suggestion);
}

function sourceOf(
  path: string,
  { text, decoding }: DecodedText,
  { mode }: FileRead & { kind: "file" },
): Source {
  return { id: path, path, text, decoding, ...(mode === undefined ? {} : { mode }) };
}

/** A path of the command line, from the working directory. */
export function absolute(path: string, { style, cwd }: Pick<CliWorld, "style" | "cwd">): string {
  return isAbsolutePath(path, style) ? joinPath(style, path) : joinPath(style, cwd, path);
}
