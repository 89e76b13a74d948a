import { type IssuedRecord, recordOf } from "../../../src/core/ledger/record.ts";
import { lasting } from "../../../src/core/x509/assess.ts";
import { type MintWorld, mintClientCertificate } from "../../../src/core/x509/signing.ts";
import { made, signingCa, thriftyCrypto } from "../../support/minting.ts";

export const NOW = Date.UTC(2026, 10, 27, 12);
export const DAY = 24 * 60 * 60 * 1000;

/** A record as it might be: of a certificate for a week. */
export function record(user: string, changes: Partial<IssuedRecord> = {}): IssuedRecord {
  return {
    issued: NOW,
    issuance: "minted",
    serial: "1f00",
    fingerprint: "ab".repeat(32),
    subject: `CN=${user},O=dev`,
    user,
    groups: ["dev"],
    usages: ["clientAuth"],
    notBefore: NOW - 5 * 60_000,
    notAfter: NOW + 7 * DAY,
    ca: { name: "kubernetes", fingerprint: "cd".repeat(32) },
    file: "/home/jane/.kube/config",
    ...changes,
  };
}

/** A certificate that was really minted, its secret key, and its record. */
export async function mintedRecord() {
  const world: MintWorld = { now: NOW, crypto: thriftyCrypto() };
  const ca = await signingCa(world);
  const identity = { user: "jane", groups: ["developers", "on-call"], uid: "7" };
  const minted = made(
    await mintClientCertificate({ ...identity, lifetime: lasting(1, "w"), keyType: "ecdsa-p256" }, ca, world),
  );
  const where = { issued: NOW, issuance: "minted", file: "/home/jane/.kube/config" } as const;
  return {
    minted,
    ca,
    record: recordOf(minted.certificate, { ...where, ca: ca.certificate, entry: "jane@lab" }),
  };
}
