import { strict as assert } from "node:assert";
import type { JsonGeneralName } from "@peculiar/x509";
import { judgeServer } from "../../../../src/core/features/server-check/judge.ts";
import type {
  ClientCas,
  JudgeOptions,
  ServerJudgement,
} from "../../../../src/core/features/server-check/model.ts";
import { render, say } from "../../../../src/core/message.ts";
import { decodeCertificate } from "../../../../src/core/x509/certificate.ts";
import type { Certificate } from "../../../../src/core/x509/types.ts";
import {
  type CertificateOptions,
  type Issued,
  makeCa,
  makeCertificate,
} from "../../../support/certificates.ts";

const NOW = Date.UTC(2026, 5, 1);
const DAY = 86_400_000;

export const NOT_TOLD: ClientCas = { kind: "not-told", reason: say("no") };

export interface Case extends Partial<Omit<JudgeOptions, "ca" | "clientCertificate" | "timing">> {
  readonly sent: readonly Pick<Issued, "der">[];
  /** `none`: the kubeconfig names none. Left out: that of the lab. */
  readonly ca?: readonly Issued[] | "none";
  /** Milliseconds since the epoch. */
  readonly now?: number;
  readonly cas?: ClientCas;
  readonly client?: Issued;
}

/** A CA, and a serving certificate of it for 10.0.0.1 and kubernetes. */
export interface Lab {
  readonly ca: Issued;
  readonly good: Issued;
  readonly judge: (given: Case) => Promise<ServerJudgement>;
}

export async function makeLab(): Promise<Lab> {
  const ca = await makeCa();
  return {
    ca,
    good: await serving({ issuer: ca }),
    judge: ({ sent, cas = NOT_TOLD, client, now = NOW, ca: roots = [ca], ...rest }) =>
      judgeServer(
        { chain: sent.map(({ der }) => der), protocol: "TLSv1.3", clientCas: cas, dialMs: 1, tlsMs: 2 },
        {
          insecure: false,
          host: "kubernetes",
          timing: { now, thresholds: { warning: 30 * DAY, critical: 7 * DAY } },
          ...rest,
          ca: roots === "none" ? undefined : roots.map(decode),
          ...(client && { clientCertificate: [decode(client)] }),
        },
      ),
  };
}

/** What is said, without fingerprints and PEM, which tests of their own hold. */
export function said({ accepted, kubectl, findings }: ServerJudgement): unknown {
  return {
    accepted,
    kubectl: kubectl?.replace("Unable to connect to the server: ", ""),
    findings: findings.map(({ code, severity, message, fix }) => [
      code,
      severity,
      withoutFingerprint(render(message)),
      fix?.kind === "take-ca" ? `${fix.kind} ${fix.subject}` : fix,
    ]),
  };
}

export function withoutFingerprint(text: string): string {
  return text.replace(/([0-9A-F]{2}:){31}[0-9A-F]{2}/, "FP");
}

export function serving(options: CertificateOptions): Promise<Issued> {
  const san = ["10.0.0.1", "kubernetes"].map(nameOf);
  return makeCertificate({ cn: "apiserver", eku: ["serverAuth"], san, ...options });
}

export function nameOf(value: string): JsonGeneralName {
  return { type: /^[\d.]+$/.test(value) ? "ip" : "dns", value };
}

export function decode({ der }: Pick<Issued, "der">): Certificate {
  const decoded = decodeCertificate(der);
  assert(decoded.ok);
  return decoded.value;
}
