import { NOW } from "../../../support/analyze.ts";
import { makeCa, makeCertificate, sharedKey } from "../../../support/certificates.ts";
import { config, type RuleCase } from "./case.ts";
import {
  changed,
  cluster,
  date,
  malformed,
  of,
  type Pki,
  SHA1_WITH_RSA,
  SHA256_WITH_RSA,
  strangeExtension,
  user,
} from "./pki.ts";

/** Client certificates, at 2026-11-22. */
export async function certificateCases({
  ca,
  issue,
  healthy,
  bySelf,
  expired,
  expiredCa,
}: Pki): Promise<readonly RuleCase[]> {
  const otherCa = await makeCa({ cn: "other" });
  const rsaSigned = await issue({ issuer: await makeCa({ key: await sharedKey("rsa-2048") }) });
  const sha1 = changed(rsaSigned, SHA256_WITH_RSA, SHA1_WITH_RSA);
  const intermediate = await makeCa({ cn: "intermediate", issuer: ca });
  const throughIntermediate = await issue({ issuer: intermediate });
  const time = (text: string) => new Date(`2026-11-22T${text}Z`);
  const oddDay = await issue({ notBefore: time("12:00:00"), notAfter: time("09:30:00") });
  const oddCa = await makeCa({ notBefore: date("2028-01-01"), notAfter: date("2027-01-01") });
  const muchWrong = await issue({
    serial: "7f",
    cn: "",
    orgs: ["system:masters"],
    eku: ["serverAuth"],
    issuer: otherCa,
    notAfter: date("2026-11-01"),
    extensions: [strangeExtension()],
  });
  const hour = (hours: number) => new Date(NOW + hours * 3_600_000);
  return [
    { name: "a healthy pair", text: config({ cluster: cluster(ca.pem), user: of(healthy) }), expected: [] },
    {
      name: "a healthy pair in files",
      text: config({
        cluster: 'server: "https://h", certificate-authority: ca',
        user: "client-certificate: c, client-key: k",
      }),
      options: {
        files: {
          "/home/jane/.kube/ca": ca.pem,
          "/home/jane/.kube/c": healthy.pem,
          "/home/jane/.kube/k": healthy.keyPem,
        },
      },
      expected: [],
    },
    {
      name: "no extended key usage, or any",
      text: config({
        user: of(await issue({ eku: ["any"] })),
        users: `- name: joe\n  user: {${of(await makeCertificate({ cn: "joe", issuer: ca, notAfter: date("2027-06-01") }))}}`,
        contexts: "- name: joe\n  context: {cluster: prod, user: joe}",
      }),
      expected: [],
    },
    {
      name: "made for 18 hours, and fresh",
      text: config({ user: of(await issue({ notBefore: hour(-8), notAfter: hour(10) })) }),
      expected: [],
    },
    {
      name: "made for 18 hours, of which 3 are left",
      text: config({ user: of(await issue({ notBefore: hour(-15), notAfter: hour(3) })) }),
      expected: [
        {
          severity: "error",
          code: "certificate-expiring",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The client certificate of user "jane" expires on 2026-11-22, in 3h. From then on the API server answers kubectl with "Unauthorized": renew it before.',
        },
      ],
    },
    {
      name: "expired",
      text: config({ user: of(expired) }),
      expected: [
        {
          severity: "error",
          code: "certificate-expired",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The client certificate of user "jane" expired on 2026-11-20, 2d ago. kubectl sends it all the same, and the API server answers "Unauthorized": renew it, or fetch a new kubeconfig.',
        },
      ],
    },
    {
      name: "valid to the last second",
      text: config({ user: of(expired) }),
      options: { now: Date.UTC(2026, 10, 20) },
      expected: [
        {
          severity: "error",
          code: "certificate-expiring",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The client certificate of user "jane" expires on 2026-11-20, in 0s. From then on the API server answers kubectl with "Unauthorized": renew it before.',
        },
      ],
    },
    {
      name: "an intermediate expired",
      text: config({ user: user(healthy.pem + expiredCa.pem, healthy.keyPem) }),
      expected: [
        {
          severity: "warning",
          code: "certificate-expired",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'Certificate 2 in client-certificate-data of user "jane", an intermediate, expired on 2026-11-01. kubectl sends it all the same; the API server answers "Unauthorized" if it needs it: replace it by its successor.',
        },
      ],
    },
    {
      name: "expired with its intermediate",
      text: config({ user: user(expired.pem + expiredCa.pem, expired.keyPem) }),
      expected: [
        {
          severity: "error",
          code: "certificate-expired",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The client certificate of user "jane" expired on 2026-11-20, 2d ago. kubectl sends it all the same, and the API server answers "Unauthorized": renew it, or fetch a new kubeconfig.',
        },
      ],
    },
    {
      name: "never valid: it ends before it begins",
      text: config({
        user: of(await issue({ notBefore: date("2026-12-01"), notAfter: date("2026-10-01") })),
      }),
      expected: [
        {
          severity: "error",
          code: "certificate-never-valid",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The client certificate of user "jane" ends on 2026-10-01, before it begins on 2026-12-01: it is never valid. kubectl sends it all the same, and the API server answers "Unauthorized" for good: have it issued again.',
        },
      ],
    },
    {
      name: "never valid, all within a day, and an intermediate like that",
      text: config({
        user: user(oddDay.pem + oddCa.pem, oddDay.keyPem),
      }),
      expected: [
        {
          severity: "error",
          code: "certificate-never-valid",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The client certificate of user "jane" ends on 2026-11-22 09:30:00 UTC, before it begins on 2026-11-22 12:00:00 UTC: it is never valid. kubectl sends it all the same, and the API server answers "Unauthorized" for good: have it issued again.',
        },
        {
          severity: "warning",
          code: "certificate-never-valid",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'Certificate 2 in client-certificate-data of user "jane", an intermediate, ends on 2027-01-01, before it begins on 2028-01-01: it is never valid. kubectl sends it all the same; the API server answers "Unauthorized" if it needs it: have it issued again.',
        },
      ],
    },
    {
      name: "never valid, with all of it in the future",
      text: config({
        user: of(await issue({ notBefore: date("2027-12-01"), notAfter: date("2027-10-01") })),
      }),
      expected: [
        {
          severity: "error",
          code: "certificate-never-valid",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The client certificate of user "jane" ends on 2027-10-01, before it begins on 2027-12-01: it is never valid. kubectl sends it all the same, and the API server answers "Unauthorized" for good: have it issued again.',
        },
      ],
    },
    {
      name: "not yet valid",
      text: config({ user: of(await issue({ notBefore: date("2026-12-01") })) }),
      expected: [
        {
          severity: "error",
          code: "certificate-not-yet-valid",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The client certificate of user "jane" is valid only from 2026-12-01, in 9d. kubectl sends it all the same, and the API server answers "Unauthorized" until then: wait, or check the clocks.',
        },
      ],
    },
    {
      name: "expiring",
      text: config({ user: of(await issue({ notAfter: date("2026-12-10") })) }),
      expected: [
        {
          severity: "warning",
          code: "certificate-expiring",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The client certificate of user "jane" expires on 2026-12-10, in 18d. From then on the API server answers kubectl with "Unauthorized": renew it before.',
        },
      ],
    },
    {
      name: "expiring within the critical threshold",
      text: config({ user: of(await issue({ notAfter: date("2026-11-25") })) }),
      expected: [
        {
          severity: "error",
          code: "certificate-expiring",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The client certificate of user "jane" expires on 2026-11-25, in 3d. From then on the API server answers kubectl with "Unauthorized": renew it before.',
        },
      ],
    },
    {
      name: "for servers",
      text: config({ user: of(await issue({ eku: ["serverAuth", "codeSigning"] })) }),
      expected: [
        {
          severity: "error",
          code: "no-client-auth-usage",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The client certificate of user "jane" is not meant for client authentication but for serverAuth, codeSigning. kubectl sends it, and the API server answers "Unauthorized": issue one with the extended key usage clientAuth.',
        },
      ],
    },
    {
      name: "without a common name",
      text: config({ user: of(await issue({ subject: [{ O: ["devs"] }] })) }),
      expected: [
        {
          severity: "warning",
          code: "no-common-name",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The client certificate of user "jane" has no common name. kubectl sends it, but the API server takes the user from there and finds none: issue one with the user as CN and the groups as O.',
        },
      ],
    },
    {
      name: "with two UIDs",
      text: config({
        user: of(
          await issue({
            subject: [{ CN: ["jane"] }, { "1.3.6.1.4.1.57683.2": ["a"] }, { "1.3.6.1.4.1.57683.2": ["b"] }],
          }),
        ),
      }),
      expected: [
        {
          severity: "error",
          code: "uid-invalid",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The UID in the client certificate of user "jane" is not usable: expected 1 UID, but found multiple: [a b]. kubectl sends it, and API servers from 1.33 on answer "Unauthorized": issue one with a single UID, or none.',
        },
      ],
    },
    {
      name: "system:masters",
      text: config({ user: of(await issue({ orgs: ["system:masters"] })) }),
      expected: [
        {
          severity: "information",
          code: "system-masters",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'User "jane" is in the group system:masters: kubectl can do anything with it, past every RBAC rule, and Kubernetes cannot revoke the certificate before it ends (2027-06-01). Keep it for emergencies, and use a group bound to a role.',
        },
      ],
    },
    {
      name: "of another CA",
      text: config({ cluster: cluster(otherCa.pem), user: of(healthy) }),
      expected: [
        {
          severity: "information",
          code: "not-signed-by-cluster-ca",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The client certificate of user "jane" is not signed by this cluster\'s CA (cluster "prod"). kubectl sends it all the same; unless the API server trusts another CA for clients, it answers "Unauthorized": check that the context pairs the right user and cluster, or fetch a new kubeconfig.',
        },
      ],
    },
    {
      name: "signed by itself",
      text: config({ cluster: cluster(ca.pem), user: of(bySelf) }),
      expected: [
        {
          severity: "information",
          code: "not-signed-by-cluster-ca",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The client certificate of user "jane" is not signed by this cluster\'s CA (cluster "prod"). kubectl sends it all the same; unless the API server trusts another CA for clients, it answers "Unauthorized": check that the context pairs the right user and cluster, or fetch a new kubeconfig.',
        },
      ],
    },
    {
      name: "a critical extension that Go does not know",
      text: config({
        user: of(await issue({ extensions: [strangeExtension()] })),
      }),
      expected: [
        {
          severity: "error",
          code: "unknown-critical-extension",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The client certificate of user "jane" has a critical extension that Go does not know (1.2.3.4). kubectl sends it, and the API server answers "Unauthorized": issue one without it.',
        },
      ],
    },
    {
      name: "a negative serial number",
      text: config({ user: user(malformed(await issue({ serial: "7f" })), healthy.keyPem) }),
      expected: [
        {
          severity: "error",
          code: "certificate-malformed",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The client certificate of user "jane" is malformed. kubectl stops with "x509: negative serial number": have it issued again.',
        },
      ],
    },
    {
      name: "a negative serial number, of which alone is spoken whatever else there is",
      text: config({ cluster: cluster(ca.pem), user: user(malformed(muchWrong), healthy.keyPem) }),
      expected: [
        {
          severity: "error",
          code: "certificate-malformed",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The client certificate of user "jane" is malformed. kubectl stops with "x509: negative serial number": have it issued again.',
        },
      ],
    },
    {
      name: "a serial number of zero",
      text: config({
        user: user(
          changed(await issue({ serial: "7f", seed: "zero" }), "a00302010202017f", "a003020102020100"),
          (await issue({ seed: "zero" })).keyPem,
        ),
      }),
      expected: [
        {
          severity: "hint",
          code: "certificate-odd",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The certificate in client-certificate-data of user "jane" is odd. The serial number is zero, which RFC 5280 does not allow. kubectl takes it; other programs may not, so have it issued again when convenient.',
        },
      ],
    },
    {
      name: "signed with SHA-1",
      text: config({ user: user(sha1, rsaSigned.keyPem) }),
      expected: [
        {
          severity: "error",
          code: "weak-signature",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'The client certificate of user "jane" is signed with SHA1-RSA, which is broken. kubectl sends it, and the API server refuses it as an insecure algorithm: issue one signed with SHA-256.',
        },
      ],
    },
    {
      name: "a malformed intermediate",
      text: config({ user: user(healthy.pem + malformed(await makeCa({ serial: "7f" })), healthy.keyPem) }),
      expected: [
        {
          severity: "warning",
          code: "certificate-malformed",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message:
            'Certificate 2 in client-certificate-data of user "jane" is malformed (x509: negative serial number). kubectl sends it unread, and the API server ends the connection, "remote error: tls: error decoding message": replace or remove it.',
        },
      ],
    },
    {
      name: "of a CA with the same name",
      text: config({ cluster: cluster((await makeCa()).pem), user: of(healthy) }),
      expected: [
        {
          severity: "warning",
          code: "not-signed-by-cluster-ca",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message: `The client certificate of user "jane" is not signed by this cluster's CA (cluster "prod"), but by another key under the same name. kubectl sends it all the same, and the API server will likely answer "Unauthorized": the cluster was rebuilt or its CA renewed, so fetch a new kubeconfig.`,
        },
      ],
    },
    {
      name: "of a CA that comes with it, as in k3s",
      text: config({ cluster: cluster(otherCa.pem), user: user(healthy.pem + ca.pem, healthy.keyPem) }),
      expected: [
        {
          severity: "hint",
          code: "not-signed-by-cluster-ca",
          text: "LS0tLS1CRUdJTiBDRVJU…",
          message: `The client certificate of user "jane" is not signed by this cluster's CA (cluster "prod"), but by one that comes with it, as k3s has it. kubectl sends both: nothing to do where the API server trusts that CA for clients.`,
        },
      ],
    },
    {
      name: "of the cluster's CA, through an intermediate",
      text: config({
        cluster: cluster(ca.pem),
        user: user(throughIntermediate.pem + intermediate.pem, throughIntermediate.keyPem),
      }),
      expected: [],
    },
  ];
}
