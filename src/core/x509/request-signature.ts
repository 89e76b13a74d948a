import { type Message, say } from "../message.ts";
import { schemeNamed } from "./algorithms.ts";
import { type CertificateRequest, verifyRequest } from "./csr.ts";

/** crypto/rsa refuses shorter keys (checkKeySize). */
const SHORTEST_RSA = 1024;

/** Of other parameters than those that Go has a name for. */
const RSA_PSS = "1.2.840.113549.1.1.10";

const UNIMPLEMENTED = "x509: cannot verify signature: algorithm unimplemented";

/** What Go says of a signature that does not hold. */
const FALSE = {
  RSA: "crypto/rsa: verification error",
  ECDSA: "x509: ECDSA verification failure",
  Ed25519: "x509: Ed25519 verification failure",
} as const;

export interface SignatureRefusal {
  readonly message: Message;
  /** Nobody takes it, and not only Go. */
  readonly isFalse: boolean;
}

/**
 * Why Go's CertificateRequest.CheckSignature, which the API server calls, refuses a request: it is not signed with its own key, or
 * in a way that Go does not check. Undefined where it holds, and where nobody can tell here. Never rejects.
 */
export async function signatureRefusal(request: CertificateRequest): Promise<SignatureRefusal | undefined> {
  const { signatureAlgorithm, publicKey } = request;
  const { algorithm } = publicKey;
  if (algorithm.type === "other") {
    return {
      message: say('its key is of a kind that Go does not know ("{0}")', UNIMPLEMENTED),
      isFalse: false,
    };
  }
  const scheme = schemeNamed(signatureAlgorithm);
  if (scheme === undefined || scheme.hash === "MD5") {
    const name = scheme?.name ?? (signatureAlgorithm === RSA_PSS ? "RSA-PSS" : signatureAlgorithm);
    const message = say(
      'Go does not check how it is signed, by {0} ("{1}"): make it anew, as openssl req -new -sha256 does',
      name,
      scheme === undefined ? UNIMPLEMENTED : `x509: cannot verify signature: insecure algorithm ${name}`,
    );
    return { message, isFalse: false };
  }
  if (algorithm.type === "RSA" && algorithm.bits < SHORTEST_RSA) {
    const message = say(
      'its RSA key has {0} bits, and Go takes none below {1} ("crypto/rsa: {0}-bit keys are insecure")',
      algorithm.bits,
      SHORTEST_RSA,
    );
    return { message, isFalse: false };
  }
  if ((await verifyRequest(request)) !== false) return undefined;
  const message = say(
    'it is not signed with its own key ("{0}"): it was changed, or its key is someone else\'s',
    FALSE[algorithm.type],
  );
  return { message, isFalse: true };
}
