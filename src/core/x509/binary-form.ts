import { type Message, render, say } from "../message.ts";
import { decodeCertificate } from "./certificate.ts";
import { derKind } from "./der-kind.ts";
import { readDerKey } from "./key.ts";

/** What begins a Java keystore: sun.security.provider.JavaKeyStore. */
const JKS = [0xfe, 0xed, 0xfe, 0xed];
/** Shorter than any certificate or key in DER: bytes. */
const SHORTEST_DER = 48;

/** What is known of bytes that are no text, and how PEM is made of them; undefined for anything else. */
export function binaryForm(data: Uint8Array): Message | undefined {
  if (JKS.every((byte, index) => data[index] === byte)) {
    return say("it is a Java keystore, which keytool -importkeystore -deststoretype pkcs12 makes PKCS#12 of");
  }
  if (data[0] !== 0x30 || data.length < SHORTEST_DER) return undefined;
  const kind = derKind(data);
  switch (kind) {
    case "PKCS#12":
      return say(
        "it is a PKCS#12 store, which is sealed with a password and not read here, nor by Kubernetes: {0} makes PEM of it",
        "openssl pkcs12 -in FILE -out FILE.pem -nodes",
      );
    case "PKCS#7":
      return inDer(say("PKCS#7"), "openssl pkcs7 -inform der -print_certs -in FILE -out FILE.pem");
    case "encrypted key":
      return inDer(say("encrypted private key"), "openssl pkcs8 -inform der -in FILE -out FILE.pem");
    case "public key":
      return inDer(say("public key"), "openssl pkey -pubin -inform der -in FILE -out FILE.pem");
    default:
      return isUnmistakable(data) ? (certificateOrKey(data) ?? plainDer) : certificateOrKey(data);
  }
}

const plainDer = say("it is DER, the binary form");

/** Text that begins with 0 is no DER: lengths of more than 127 bytes are not ASCII. */
function isUnmistakable(data: Uint8Array): boolean {
  return data.length > 64 && (data[1] ?? 0) >= 0x80;
}

function certificateOrKey(data: Uint8Array): Message | undefined {
  if (decodeCertificate(data).ok) {
    return inDer(say("certificate"), "openssl x509 -inform der -in FILE -out FILE.pem");
  }
  return readDerKey(data) !== undefined
    ? inDer(say("private key"), "openssl pkey -inform der -in FILE -out FILE.pem")
    : undefined;
}

function inDer(what: Message, command: string): Message {
  return say("it is a {0} in DER, the binary form: {1} makes PEM of it", render(what), command);
}
