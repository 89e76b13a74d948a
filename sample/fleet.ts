import {
  base64,
  type CertificateOptions,
  type Issued,
  makeCa,
  makeCertificate,
} from "../test/support/certificates.ts";
import { makeJwt } from "../test/support/tokens.ts";
import { daysFrom } from "./dates.ts";
import type { Files } from "./files.ts";
import { type Fields, kubeconfig } from "./kubeconfig.ts";

/** The two kubeconfigs of KUBECONFIG: one context for each way to authenticate, and a user in both files. */
export async function fleet(now: Date): Promise<Files> {
  const ca = await makeCa({
    cn: "kubernetes",
    notBefore: daysFrom(now, -400),
    notAfter: daysFrom(now, 3250),
  });
  const issue = async (cn: string, orgs: readonly string[], days: number): Promise<Fields> => {
    const notBefore = daysFrom(now, Math.min(days, 0) - 353);
    return clientCertificate(
      await client({ cn, orgs, issuer: ca, notBefore, notAfter: daysFrom(now, days) }),
    );
  };
  const users = {
    "jane@production": await issue("jane", ["developers", "on-call"], 284),
    "deployer@staging": await issue("deployer", ["ci"], 12.2),
    "operator@edge": await issue("operator", ["operators"], 2.6),
    "retired@legacy": await issue("retired", ["system:masters"], -18.4),
    "build-bot": { token: serviceAccountToken(now) },
    sso: { token: identityToken(now) },
    eks: execUser(),
    "jane@local": { username: "jane", password: "correct horse battery staple" },
  };
  const analytics = cluster("https://analytics.example.com:6443", ca);
  return {
    "fleet.kubeconfig": fleetText(ca, users),
    "team.kubeconfig": kubeconfig({
      clusters: { analytics },
      users: { "jane@production": await issue("jane-from-the-team-file", ["shadowed"], 40) },
      contexts: { analytics: { cluster: "analytics", user: "jane@production", namespace: "reports" } },
      comment: "Second in KUBECONFIG: its jane@production is shadowed by the first file's.",
    }),
    "lab/broken.kubeconfig": brokenText(
      ca,
      await issue("healthy", ["lab"], 100),
      await issue("broken", ["lab"], 100),
    ),
  };
}

function fleetText(ca: Issued, users: Readonly<Record<string, Fields>>): string {
  return kubeconfig({
    clusters: {
      production: cluster("https://production.example.com:6443", ca),
      staging: cluster("https://staging.example.com:6443", ca),
      edge: cluster("https://192.0.2.40:6443", ca),
      legacy: { "insecure-skip-tls-verify": true, server: "https://legacy.example.com:6443" },
      eks: cluster("https://0123456789ABCDEF.gr7.eu-central-1.eks.example.com", ca),
      local: { server: "http://localhost:8080" },
    },
    users,
    contexts: {
      production: { cluster: "production", namespace: "shop", user: "jane@production" },
      staging: { cluster: "staging", namespace: "shop", user: "deployer@staging" },
      edge: { cluster: "edge", user: "operator@edge" },
      legacy: { cluster: "legacy", user: "retired@legacy" },
      ci: { cluster: "production", namespace: "ci", user: "build-bot" },
      sso: { cluster: "staging", user: "sso" },
      eks: { cluster: "eks", user: "eks" },
      local: { cluster: "local", user: "jane@local" },
      forgotten: { cluster: "decommissioned", user: "nobody" },
    },
    currentContext: "production",
  });
}

/** One character of one certificate is not base64: kubectl refuses the whole file. */
function brokenText(ca: Issued, healthy: Fields, broken: Fields): string {
  const damaged = `${String(broken["client-certificate-data"]).slice(0, 40)}$`;
  return kubeconfig({
    clusters: { lab: cluster("https://lab.example.com:6443", ca) },
    users: { healthy, broken: { ...broken, "client-certificate-data": damaged } },
    contexts: { healthy: { cluster: "lab", user: "healthy" }, broken: { cluster: "lab", user: "broken" } },
    currentContext: "healthy",
  });
}

/** A certificate for a client as kubeadm issues them. */
export function client(options: CertificateOptions): Promise<Issued> {
  return makeCertificate({ eku: ["clientAuth"], serial: serialOf(options), ...options });
}

/** The fields of a user with its certificate and key embedded. */
export function clientCertificate({ pem, traditionalKeyPem }: Issued): Fields {
  return { "client-certificate-data": base64(pem), "client-key-data": base64(traditionalKeyPem) };
}

/** The fields of a cluster with its CA embedded. */
export function cluster(server: string, ca: Issued): Fields {
  return { "certificate-authority-data": base64(ca.pem), server };
}

function serialOf({ cn, notAfter }: CertificateOptions): string {
  return Buffer.from(`${cn}${notAfter?.getTime()}`, "utf8").toString("hex").slice(-14).padStart(16, "1");
}

function execUser(): Fields {
  return {
    exec: {
      apiVersion: "client.authentication.k8s.io/v1",
      args: [{ "": "eks" }, { "": "get-token" }, { "": "--cluster-name" }, { "": "shop" }],
      command: "aws",
      env: [{ name: "AWS_PROFILE", value: "shop" }],
      interactiveMode: "IfAvailable",
      provideClusterInfo: false,
    },
  };
}

const seconds = (date: Date): number => Math.floor(date.getTime() / 1000);

function serviceAccountToken(now: Date): string {
  return makeJwt({
    aud: ["https://kubernetes.default.svc.cluster.local"],
    exp: seconds(daysFrom(now, 0.04)),
    iat: seconds(now),
    iss: "https://kubernetes.default.svc.cluster.local",
    nbf: seconds(now),
    "kubernetes.io": {
      namespace: "ci",
      serviceaccount: { name: "build-bot", uid: "5f9c4c6e-3a1f-4f0e-9c2b-1d7a6e0b8f42" },
    },
    sub: "system:serviceaccount:ci:build-bot",
  });
}

function identityToken(now: Date): string {
  return makeJwt({
    iss: "https://login.example.com/",
    sub: "auth0|62c1",
    aud: "kubernetes",
    email: "jane@example.com",
    groups: ["developers"],
    iat: seconds(daysFrom(now, -1)),
    exp: seconds(daysFrom(now, -0.5)),
  });
}
