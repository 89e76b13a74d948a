import type { JsonGeneralName } from "@peculiar/x509";
import { type Issued, makeCa, makeCertificate } from "../../support/certificates.ts";
import type { Shown } from "../../support/recording/requests.ts";

/** What servers show, and what kubeconfigs hold. */
export interface Material {
  readonly serving: Readonly<Record<Serving, Shown>>;
  readonly ca: Issued;
  readonly otherCa: Issued;
  readonly middle: Issued;
  readonly jane: Issued;
  readonly joe: Issued;
}

export type Serving =
  | "good"
  | "chained"
  | "wrong name"
  | "no name"
  | "expired"
  | "early"
  | "other CA"
  | "for clients"
  | "itself";

const HOUR = 3_600_000;
const NAMES = ["localhost", "kubernetes", "k8s.example.invalid", "*.wild.invalid", "xn--bcher-kva.invalid"];
const ADDRESSES = ["127.0.0.1", "::1", "0.0.0.0", "10.0.0.1", "fd00::1"];

export async function makeMaterial(): Promise<Material> {
  const current = { notBefore: new Date(Date.now() - HOUR), notAfter: new Date(Date.now() + 24 * HOUR) };
  const ca = await makeCa({ cn: "ca" });
  const otherCa = await makeCa({ cn: "other-ca" });
  const middle = await makeCa({ cn: "middle", issuer: ca });
  const san: readonly JsonGeneralName[] = [
    ...NAMES.map(value => ({ type: "dns", value }) as const),
    ...ADDRESSES.map(value => ({ type: "ip", value }) as const),
  ];
  const usual = { cn: "kubernetes", issuer: ca, eku: ["serverAuth"], san, ...current } as const;
  const made = async (more: Parameters<typeof makeCertificate>[0]) => {
    const { pem, keyPem } = await makeCertificate({ ...usual, ...more });
    return { cert: pem, key: keyPem };
  };
  const chained = await made({ issuer: middle });
  const { san: _, ...nameless } = usual;
  const bare = await makeCertificate(nameless);
  const itself = await makeCa({ cn: "itself", san, ...current });
  const user = { issuer: ca, eku: ["clientAuth"], ...current } as const;
  return {
    serving: {
      good: await made({}),
      chained: { ...chained, cert: chained.cert + middle.pem },
      "wrong name": await made({ san: [{ type: "dns", value: "other.invalid" }] }),
      "no name": { cert: bare.pem, key: bare.keyPem },
      expired: await made({ notAfter: new Date(Date.now() - HOUR / 2) }),
      early: await made({ notBefore: new Date(Date.now() + HOUR) }),
      "other CA": await made({ issuer: otherCa }),
      "for clients": await made({ eku: ["clientAuth"] }),
      itself: { cert: itself.pem, key: itself.keyPem },
    },
    ca: { ...ca, pem: ca.pem },
    otherCa,
    middle,
    jane: await makeCertificate({ ...user, cn: "jane", orgs: ["dev", "ops"] }),
    joe: await makeCertificate({ ...user, cn: "joe", keyType: "ed25519" }),
  };
}
