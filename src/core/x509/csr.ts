import { say } from "../message.ts";
import type { Failure, Result } from "../result.ts";
import { signatureScheme } from "./algorithms.ts";
import { contextTag, DerReader, Tag } from "./der.ts";
import { type ExtensionFacts, readExtension } from "./extensions/decode.ts";
import { readName } from "./name.ts";
import { readPem } from "./pem.ts";
import { oddity, refusal } from "./problems.ts";
import { readAlgorithm, readPublicKey, rightAligned } from "./public-key.ts";
import { checkSignature } from "./signature.ts";
import type {
  Certificate,
  CertificateExtension,
  CertificateProblem,
  DistinguishedName,
  PublicKey,
  SubjectAltName,
} from "./types.ts";

const EXTENSION_REQUEST = "1.2.840.113549.1.9.14";

/** A PKCS#10 request (RFC 2986). */
export interface CertificateRequest {
  readonly der: Uint8Array;
  readonly subject: DistinguishedName;
  readonly publicKey: PublicKey;
  /** The name Go prints, or the dotted OID. */
  readonly signatureAlgorithm: string;
  readonly extensions: readonly CertificateExtension[];
  readonly subjectAltNames: readonly SubjectAltName[];
  readonly keyUsage?: NonNullable<Certificate["keyUsage"]>;
  readonly extKeyUsage?: NonNullable<Certificate["extKeyUsage"]>;
  readonly basicConstraints?: NonNullable<Certificate["basicConstraints"]>;
  /** The OIDs of all attributes. */
  readonly attributes: readonly string[];
  readonly tbs: Uint8Array;
  readonly signature: Uint8Array;
  /** `refused`: the API server does not take the request. */
  readonly problems: readonly CertificateProblem[];
}

/**
 * The request in a PEM text, as the API server reads `spec.request` (Kubernetes pkg/apis/certificates ParseCSR): the
 * first block, whose label must be CERTIFICATE REQUEST.
 */
export function readCertificateRequest(pem: string | Uint8Array): Result<CertificateRequest> {
  const [block] = readPem(pem);
  return block?.label === "CERTIFICATE REQUEST"
    ? decodeCertificateRequest(block.der)
    : failure("PEM block type must be CERTIFICATE REQUEST");
}

/** Decode a request; a failure only where subject and key cannot be found. */
export function decodeCertificateRequest(der: Uint8Array): Result<CertificateRequest> {
  const file = new DerReader(der);
  const outer = file.enter(Tag.sequence);
  const tbs = outer?.element(Tag.sequence);
  const info = tbs && new DerReader(tbs).enter(Tag.sequence);
  const version = info?.integer();
  const subjectDer = info?.element(Tag.sequence);
  const spki = info?.element(Tag.sequence);
  if (
    outer === undefined ||
    tbs === undefined ||
    version === undefined ||
    subjectDer === undefined ||
    spki === undefined ||
    info === undefined
  ) {
    return failure("The certificate request is not well-formed");
  }
  const problems: CertificateProblem[] = [];
  const subject = readName(subjectDer);
  const key = readPublicKey(spki);
  if (subject.error !== undefined) {
    problems.push(refusal("name", subject.error));
  }
  if (key.error !== undefined) {
    problems.push(refusal("key", key.error));
  }
  const { attributes, extensions } = readAttributes(info, problems);
  const signing = readSignature(outer, file, problems);
  const publicKey = { algorithm: key.algorithm, spki };
  const facts = { subjectAltNames: [], ...readFacts(extensions, problems) };
  const value = {
    der,
    subject: subject.name,
    publicKey,
    ...signing,
    extensions,
    attributes,
    ...facts,
    tbs,
    problems,
  };
  return { ok: true, value };
}

/** The outer algorithm and signature, and that nothing follows. */
function readSignature(
  outer: DerReader,
  file: DerReader,
  problems: CertificateProblem[],
): Pick<CertificateRequest, "signatureAlgorithm" | "signature"> {
  const algorithm = outer.enter(Tag.sequence);
  const identifier = algorithm && readAlgorithm(algorithm);
  const bits = outer.bitString();
  if (typeof identifier !== "object" || bits === undefined || !file.empty) {
    const error = file.empty ? "asn1: structure error" : "asn1: syntax error: trailing data";
    const message = say("The certificate request is not well-formed ({0})", error);
    problems.push({ part: "structure", refused: true, message, error });
  }
  return {
    signatureAlgorithm:
      typeof identifier === "object" ? (signatureScheme(identifier)?.name ?? identifier.oid) : "",
    signature: bits === undefined ? new Uint8Array(0) : rightAligned(bits),
  };
}

/** Whether the request is signed with its own key; undefined where WebCrypto cannot tell. Never rejects. */
export function verifyRequest(request: CertificateRequest): Promise<boolean | undefined> {
  return checkSignature(request, request.publicKey);
}

interface Attributes {
  readonly attributes: readonly string[];
  readonly extensions: readonly CertificateExtension[];
}

function readAttributes(info: DerReader, problems: CertificateProblem[]): Attributes {
  const attributes: string[] = [];
  const extensions: CertificateExtension[] = [];
  const list = info.enter(contextTag(0, true));
  while (list !== undefined && !list.empty) {
    const attribute = list.enter(Tag.sequence);
    const oid = attribute?.oid();
    const values = attribute?.enter(Tag.set);
    if (oid === undefined || values === undefined) {
      break;
    }
    attributes.push(oid);
    if (oid === EXTENSION_REQUEST && !readExtensions(values, extensions)) {
      problems.push(refusal("extension", "asn1: structure error"));
    }
  }
  const oids = extensions.map(extension => extension.oid);
  if (new Set(oids).size < oids.length) {
    problems.push(refusal("extension", "x509: certificate request contains duplicate requested extensions"));
  }
  return { attributes, extensions };
}

function readExtensions(values: DerReader, into: CertificateExtension[]): boolean {
  const list = values.enter(Tag.sequence);
  while (list !== undefined && !list.empty) {
    const extension = list.enter(Tag.sequence);
    const oid = extension?.oid();
    const critical = extension?.peek() === Tag.boolean ? extension.boolean() : false;
    const value = extension?.content(Tag.octetString);
    if (oid === undefined || critical === undefined || value === undefined) {
      return false;
    }
    into.push({ oid, critical, value });
  }
  return list !== undefined;
}

/** Go looks at the SANs of a request only; what else is malformed does no harm there. */
function readFacts(
  extensions: readonly CertificateExtension[],
  problems: CertificateProblem[],
): ExtensionFacts {
  const facts: ExtensionFacts = {};
  for (const extension of extensions) {
    const { error } = readExtension(extension, facts);
    if (error !== undefined) {
      const isSan = extension.oid === "2.5.29.17";
      problems.push(
        isSan ? refusal("san", error) : oddity("extension", say("An extension is malformed ({0})", error)),
      );
    }
  }
  return facts;
}

function failure(template: string): Failure {
  return { ok: false, code: "certificate-request", message: say(template) };
}
