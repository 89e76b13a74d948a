import * as vscode from "vscode";
import { moment } from "../../core/features/time.ts";
import type { KeyType } from "../../core/x509/mint/keys.ts";
import { commonName, formatName } from "../../core/x509/name.ts";
import type { Certificate } from "../../core/x509/types.ts";

export function nameOf({ subject }: Certificate): string {
  return commonName(subject) || formatName(subject) || vscode.l10n.t("no name");
}

/** Until when a certificate is good. */
export function until({ notAfter }: Certificate): string {
  return vscode.l10n.t("until {0}", notAfter === undefined ? "?" : moment(notAfter));
}

const KEY_NAMES: Readonly<Record<KeyType, string>> = {
  "ecdsa-p256": "ECDSA P-256",
  "ecdsa-p384": "ECDSA P-384",
  "ecdsa-p521": "ECDSA P-521",
  "rsa-2048": "RSA 2048",
  "rsa-3072": "RSA 3072",
  "rsa-4096": "RSA 4096",
  ed25519: "Ed25519",
};

export function keyName(type: KeyType): string {
  return KEY_NAMES[type];
}
