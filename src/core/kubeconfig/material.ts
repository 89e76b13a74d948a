import { type Message, say } from "../message.ts";
import type { FileRead, FileView, PathStyle } from "../ports.ts";
import type { TokenInfo } from "../tokens/types.ts";
import type { PrivateKeyInfo } from "../x509/key.ts";
import type { AnalysisCache } from "./cache.ts";
import { type Content, MAX_CONTENT } from "./content.ts";
import type { CertificateBundle, Material, MaterialFailure } from "./facts-model.ts";
import type { Field } from "./model.ts";
import { resolvePath } from "./paths.ts";
import { misplacedContent } from "./secrecy.ts";

/** What is needed to find out what a field holds. */
export interface Lookup {
  readonly files: FileView;
  readonly style: PathStyle;
  readonly cache: AnalysisCache;
  /** The path of each source, by id. */
  readonly paths: ReadonlyMap<string, string | undefined>;
}

/** Where a value comes from: inline data beats a file (client-go transport/transport.go, dataFromSliceOrFile). */
interface Origin {
  readonly from: "data" | "file";
  readonly field: Field<string>;
  readonly path?: string;
  readonly content?: Content;
  readonly failure?: MaterialFailure;
}

export function certificateMaterial(
  lookup: Lookup,
  source: string,
  data: Field<string> | undefined,
  file: Field<string> | undefined,
  bundleOf: (content: Content) => CertificateBundle = ({ bundle }) => bundle,
): { readonly material: Material<CertificateBundle>; readonly content?: Content } | undefined {
  const origin = originOf(lookup, source, data, file);
  if (origin === undefined) return undefined;
  const { content, ...rest } = origin;
  if (content === undefined) return { material: rest };
  const bundle = bundleOf(content);
  const failure = bundleFailure(content, bundle, origin.field);
  return { material: { ...rest, content: bundle, ...(failure && { failure }) }, content };
}

/** As `certificateMaterial`, of the CAs that a client trusts. */
export function authorityMaterial(
  lookup: Lookup,
  source: string,
  data: Field<string> | undefined,
  file: Field<string> | undefined,
): ReturnType<typeof certificateMaterial> {
  return certificateMaterial(lookup, source, data, file, ({ authorities }) => authorities);
}

export function keyMaterial(
  lookup: Lookup,
  source: string,
  data: Field<string> | undefined,
  file: Field<string> | undefined,
): { readonly material: Material<PrivateKeyInfo>; readonly content?: Content } | undefined {
  const origin = originOf(lookup, source, data, file);
  if (origin === undefined) return undefined;
  const { content, ...rest } = origin;
  if (content === undefined) return { material: rest };
  const key = content.key;
  const { span } = origin.field;
  if (!key.ok) {
    const code = keyFailureCode(key.code);
    const message = code === "bad-pem" ? content.pemDefect : key.message;
    const failure = { code, message, span };
    return { material: { ...rest, failure }, content };
  }
  const material = { ...rest, content: key.value };
  if (key.value.encrypted === undefined) return { material, content };
  const message = say("the key is encrypted, which kubectl cannot use");
  return { material: { ...material, failure: { code: "encrypted", message, span } }, content };
}

export function tokenFileMaterial(
  lookup: Lookup,
  source: string,
  file: Field<string> | undefined,
): Material<TokenInfo> | undefined {
  const origin = originOf(lookup, source, undefined, file);
  if (origin === undefined) return undefined;
  const { content, ...rest } = origin;
  return content === undefined ? rest : { ...rest, content: content.token };
}

function originOf(
  lookup: Lookup,
  source: string,
  data: Field<string> | undefined,
  file: Field<string> | undefined,
): Origin | undefined {
  if (data !== undefined && data.value !== "") return fromData(lookup, source, data);
  if (file === undefined || file.value === "") return undefined;
  const misplaced = misplacedContent(file.value);
  if (misplaced !== undefined) {
    const failure = { code: "not-a-path", message: misplaced.is, span: file.span } as const;
    return { from: "file", field: file, failure };
  }
  const path = resolvePath(lookup.paths.get(source), file.value, lookup.style);
  const read = path === undefined ? undefined : lookup.files.get(path);
  const base = { from: "file", field: file, ...(path !== undefined && { path }) } as const;
  if (read?.kind === "file") {
    const content = lookup.cache.file(read.bytes);
    return content.tooLarge ? { ...base, failure: tooLarge(file) } : { ...base, content };
  }
  return { ...base, failure: { ...fileFailure(read), span: file.span } };
}

function fromData(lookup: Lookup, source: string, field: Field<string>): Origin {
  const content = lookup.cache.data(source, field);
  const { defect } = content;
  if (defect === undefined && content.tooLarge) return { from: "data", field, failure: tooLarge(field) };
  if (defect === undefined) return { from: "data", field, content };
  return {
    from: "data",
    field,
    failure: { code: "bad-base64", message: defect.message, span: field.span },
  };
}

function tooLarge({ span }: Field<string>): MaterialFailure {
  return { code: "too-large", message: say("it is larger than {0} bytes", MAX_CONTENT), span };
}

function fileFailure(
  read: Exclude<FileRead, { kind: "file" }> | undefined,
): Pick<MaterialFailure, "code" | "message"> {
  switch (read?.kind) {
    case undefined:
      return { code: "unknown", message: say("the file has not been read") };
    case "missing":
      return { code: "missing", message: say("there is no such file") };
    case "not-regular":
      return { code: "not-regular", message: notRegular[read.what] };
    case "too-large":
      return { code: "too-large", message: say("the file is larger than {0} bytes", read.limit) };
    case "unreadable":
      return { code: "unreadable", message: say("the file cannot be read: {0}", read.reason) };
  }
}

const notRegular: Readonly<Record<Extract<FileRead, { kind: "not-regular" }>["what"], Message>> = {
  directory: say("this is a directory"),
  device: say("this is a device"),
  pipe: say("this is a named pipe"),
  socket: say("this is a socket"),
  other: say("this is no regular file"),
};

function bundleFailure(
  content: Content,
  bundle: CertificateBundle,
  field: Field<string>,
): MaterialFailure | undefined {
  const first = bundle.certificates[0];
  const { span } = field;
  if (first === undefined) {
    return bundle.skipped.length === 0
      ? { code: "bad-pem", message: content.pemDefect, span }
      : {
          code: "wrong-kind",
          message: say("it holds {0} instead of a certificate", bundle.skipped.join(", ")),
          span,
        };
  }
  return first.ok ? undefined : { code: "unparsable", message: first.failure.message, span };
}

function keyFailureCode(code: string): MaterialFailure["code"] {
  switch (code) {
    case "key-no-pem":
      return "bad-pem";
    case "key-is-certificate":
    case "key-wrong-label":
      return "wrong-kind";
    default:
      return "unparsable";
  }
}
