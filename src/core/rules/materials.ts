import type { Location } from "../finding.ts";
import { readable } from "../kubeconfig/bundle.ts";
import type { ClusterFacts, Facts, Material, MaterialFailure, UserFacts } from "../kubeconfig/facts-model.ts";
import { leafOf } from "../kubeconfig/identity.ts";
import type { ClusterEntry, UserEntry } from "../kubeconfig/model.ts";
import { isAccepted } from "../x509/certificate.ts";
import type { Certificate } from "../x509/types.ts";
import { placeOf } from "./place.ts";

export type MaterialKind = "ca" | "certificate" | "key" | "token";

const NAMES: Readonly<Record<MaterialKind, string>> = {
  ca: "certificate-authority",
  certificate: "client-certificate",
  key: "client-key",
  token: "token",
};

/** The key that the material stands under, as the file spells it: `client-key-data`, `tokenFile`. */
export function fieldName(kind: MaterialKind, { from }: Pick<Material<unknown>, "from">): string {
  if (kind === "token") return from === "file" ? "tokenFile" : "token";
  return from === "file" ? NAMES[kind] : `${NAMES[kind]}-data`;
}

export interface FailedMaterial {
  readonly entry: ClusterEntry | UserEntry;
  readonly kind: MaterialKind;
  readonly material: Material<unknown>;
  readonly failure: MaterialFailure;
}

/** What could not be read, for one of the reasons given. A key without a certificate is not read by kubectl. */
export function* failures(facts: Facts, codes: readonly MaterialFailure["code"][]): Iterable<FailedMaterial> {
  for (const [entry, { ca }] of facts.clusters) {
    if (ca?.failure && codes.includes(ca.failure.code)) {
      yield { entry, kind: "ca", material: ca, failure: ca.failure };
    }
  }
  for (const [entry, { certificate, key, fileToken }] of facts.users) {
    if (certificate?.failure && codes.includes(certificate.failure.code)) {
      yield { entry, kind: "certificate", material: certificate, failure: certificate.failure };
    }
    if (key?.failure && certificate && codes.includes(key.failure.code)) {
      yield { entry, kind: "key", material: key, failure: key.failure };
    }
    if (fileToken?.failure && codes.includes(fileToken.failure.code)) {
      yield { entry, kind: "token", material: fileToken, failure: fileToken.failure };
    }
  }
}

export function placeOfFailure({ entry, material, failure }: FailedMaterial): Location {
  return failure.span.start < failure.span.end
    ? { source: entry.source, span: failure.span }
    : placeOf(entry, material.field);
}

/** The certificate that kubectl sends for a user: none that Go refuses, of which `certificate-malformed` speaks alone. */
export function sentLeaf(material: UserFacts["certificate"]): Certificate | undefined {
  const leaf = leafOf(material);
  return leaf !== undefined && isAccepted(leaf) ? leaf : undefined;
}

/** The readable certificates of a CA field. */
export function authoritiesOf({ ca }: ClusterFacts): readonly Certificate[] {
  return readable(ca?.content);
}
