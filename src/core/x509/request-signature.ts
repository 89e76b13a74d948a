import { type Message, say } from "../message.ts";
import { schemeNamed } from "./algorithms.ts";
import { type CertificateRequest, verifyRequest } from "./csr.ts";

/** crypto/rsa refuses shorter keys (checkKeySize). */
const SHORTEST_RSA = 1024;

/** Of other parameters than those that Go has a name for. */
const RSA_PSS = "1.2.840.113549.1.1.10";

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
    return { message: say("its key is of a kind that Go does not know"), isFalse: false };
  }
  const scheme = schemeNamed(signatureAlgorithm);
  if (scheme === undefined || scheme.hash === "MD5") {
    const name = scheme?.name ?? (signatureAlgorithm === RSA_PSS ? "RSA-PSS" : signatureAlgorithm);
    const message = say(
      "Go does not check how it is signed ({0}): make it anew, as openssl req -new -sha256 does",
      name,
    );
    return { message, isFalse: false };
  }
  if (algorithm.type === "RSA" && algorithm.bits < SHORTEST_RSA) {
    const message = say(
      "its RSA key has {0} bits, and Go takes none below {1}",
      algorithm.bits,
      SHORTEST_RSA,
    );
    return { message, isFalse: false };
  }
  if ((await verifyRequest(request)) !== false) return undefined;
  const message = say("it is not signed with its own key: it was changed, or its key is someone else's");
  return { message, isFalse: true };
}
