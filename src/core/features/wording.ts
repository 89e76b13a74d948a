import type { CredentialMethod } from "../kubeconfig/facts-model.ts";
import { type Message, say } from "../message.ts";
import type { KeyAlgorithm, KeyUsage, SubjectAltName } from "../x509/types.ts";

/** How the field calls things, for people. */

/** `RSA 2048`, `ECDSA P-256`. */
export function algorithmName(algorithm: KeyAlgorithm): string {
  switch (algorithm.type) {
    case "RSA":
      return `RSA ${algorithm.bits}`;
    case "ECDSA":
      return `ECDSA ${algorithm.curve}`;
    case "Ed25519":
      return "Ed25519";
    case "other":
      return algorithm.name ?? algorithm.oid;
  }
}

const KEY_USAGES: Readonly<Record<KeyUsage, Message>> = {
  digitalSignature: say("digital signature"),
  nonRepudiation: say("content commitment"),
  keyEncipherment: say("key encipherment"),
  dataEncipherment: say("data encipherment"),
  keyAgreement: say("key agreement"),
  keyCertSign: say("certificate signing"),
  cRLSign: say("CRL signing"),
  encipherOnly: say("encipher only"),
  decipherOnly: say("decipher only"),
};

export function keyUsageName(usage: KeyUsage): Message {
  return KEY_USAGES[usage];
}

const EXTENDED_USAGES: Readonly<Record<string, Message>> = {
  any: say("any"),
  clientAuth: say("client authentication"),
  serverAuth: say("server authentication"),
  codeSigning: say("code signing"),
  emailProtection: say("e-mail protection"),
  timeStamping: say("time stamping"),
  ocspSigning: say("OCSP signing"),
  OCSPSigning: say("OCSP signing"),
};

/** The name of an extended key usage, or its dotted OID as it stands. */
export function extendedUsageName(usage: string): Message | string {
  return (Object.hasOwn(EXTENDED_USAGES, usage) ? EXTENDED_USAGES[usage] : undefined) ?? usage;
}

export function altName(name: SubjectAltName): Message | string {
  switch (name.type) {
    case "dns":
    case "ip":
      return name.value;
    case "email":
      return say("e-mail {0}", name.value);
    case "uri":
      return say("URI {0}", name.value);
    case "other":
      return say("another kind of name ({0})", name.tag);
  }
}

const METHODS: Readonly<Record<CredentialMethod, Message>> = {
  "client-certificate": say("client certificate"),
  token: say("bearer token"),
  "token-file": say("bearer token from a file"),
  basic: say("username and password"),
  exec: say("credential plugin"),
  "auth-provider": say("auth-provider"),
};

export function methodName(method: CredentialMethod): Message {
  return METHODS[method];
}
