import type { FoundText } from "../../../support/analyze.ts";
import { type CertificateOptions, type Issued, makeCa } from "../../../support/certificates.ts";
import { config, type RuleCase } from "./case.ts";
import {
  cluster,
  date,
  MAY_NOT_SIGN,
  onlyExampleCom,
  type Pki,
  rsaKey,
  strangeExtension,
  user,
} from "./pki.ts";

/** Client certificates that lead to the CA of the cluster, at 2026-11-22. */
export async function chainCases({ ca, issue, expiredCa }: Pki): Promise<readonly RuleCase[]> {
  const through = async (options: CertificateOptions, above = ca) => {
    const middle = await makeCa({ cn: "middle", issuer: above, ...options });
    return sent(await issue({ issuer: middle, san: [{ type: "dns", value: "jane" }] }), middle);
  };
  const under = async (options: CertificateOptions) => {
    const root = await makeCa(options);
    return { cluster: cluster(root.pem), user: await through({}, root) };
  };
  const trusted = cluster(ca.pem);
  const expired = await through({ notAfter: date("2026-11-01") });
  const otherCluster = `- name: other\n  cluster: {${trusted}}`;
  const otherContext = "- name: other\n  context: {cluster: other, user: jane}";
  const cases: Readonly<Record<string, readonly [Parameters<typeof config>[0], reason?: string]>> = {
    "an intermediate that is fine": [{ cluster: trusted, user: await through({ pathLength: 0 }) }],
    "an expired one": [{ cluster: trusted, user: expired }, `${MIDDLE} expired on 2026-11-01`],
    "an expired one, on two clusters": [
      { cluster: trusted, user: expired, clusters: otherCluster, contexts: otherContext },
      `${MIDDLE} expired on 2026-11-01`,
    ],
    "an early one": [
      { cluster: trusted, user: await through({ notBefore: date("2026-12-01") }) },
      `${MIDDLE} is valid only from 2026-12-01`,
    ],
    "one that is no CA": [
      { cluster: trusted, user: await through({ ca: false }) },
      `${MIDDLE} may not sign certificates`,
    ],
    "one that may not sign": [
      { cluster: trusted, user: await through({ keyUsage: MAY_NOT_SIGN }) },
      `${MIDDLE} may not sign certificates`,
    ],
    "one for servers": [
      { cluster: trusted, user: await through({ eku: ["serverAuth"] }) },
      `${MIDDLE} is not meant for client authentication but for serverAuth`,
    ],
    "one for both": [{ cluster: trusted, user: await through({ eku: ["serverAuth", "clientAuth"] }) }],
    "one with a critical extension": [
      { cluster: trusted, user: await through({ extensions: [strangeExtension()] }) },
      `${MIDDLE} has a critical extension that Go does not know (1.2.3.4)`,
    ],
    "one signed with SHA-1": [
      { cluster: trusted, user: await through({ hash: "SHA-1" }) },
      `${MIDDLE} is signed with ECDSA-SHA1, which Go does not verify`,
    ],
    "one with a short key": [
      { cluster: trusted, user: await through({ key: rsaKey(768) }) },
      `${MIDDLE} has an RSA key of less than 1024 bits, which Go does not verify with`,
    ],
    "one with constraints": [
      { cluster: trusted, user: await through({ extensions: [onlyExampleCom()] }) },
      'a CA of its chain may not sign for it, as DNS name "jane" is not permitted by any constraint',
    ],
    "a CA that allows none": [
      await under({ pathLength: 0 }),
      'the CA "kubernetes" allows fewer CAs below it than there are',
    ],
    "a CA for servers": [
      await under({ eku: ["serverAuth"] }),
      'the CA "kubernetes" is not meant for client authentication but for serverAuth',
    ],
    "a CA that allows one": [await under({ pathLength: 1 })],
  };
  return [
    ...Object.entries(cases).map(([name, [parts, reason]]) => ({
      name,
      text: config(parts),
      expected: reason === undefined || parts === undefined ? [] : [refused(reason)],
    })),
    {
      name: "an early one that is sent to nobody",
      text: config({
        cluster: trusted.replace("https", "http"),
        user: await through({ notBefore: date("2026-12-01") }),
      }),
      expected: OVER_HTTP,
    },
    {
      name: "a CA that expired, beside another",
      text: config({
        cluster: cluster(ca.pem + expiredCa.pem),
        user: sent(await issue({ issuer: expiredCa })),
      }),
      expected: [
        { ...CA_EXPIRED, text: "LS0tLS1CRUdJTiBDRVJU…" },
        refused('the CA "kubernetes" expired on 2026-11-01'),
      ],
    },
  ];
}

const MIDDLE = 'certificate 2 in client-certificate-data, "middle",';

const CA_EXPIRED = {
  severity: "warning",
  code: "ca-expired",
  message:
    'One of the CAs of cluster "prod" expired on 2026-11-01. kubectl still trusts servers through the others: remove the expired one.',
};

const OVER_HTTP: readonly FoundText[] = [
  {
    severity: "warning",
    code: "http-with-credentials",
    text: '"http://h"',
    message:
      'The server of cluster "prod" is plain http: nothing is encrypted, and kubectl sends no credential, so user "jane" of context "dev" is not used. Use https if the server speaks it.',
  },
  {
    severity: "hint",
    code: "tls-ignored-over-http",
    text: "LS0tLS1CRUdJTiBDRVJU…",
    message:
      'Cluster "prod" is reached over plain http, where kubectl does not read certificate-authority-data: remove it, or use https.',
  },
];

function sent(leaf: Issued, ...intermediates: readonly Issued[]): string {
  return user([leaf, ...intermediates].map(({ pem }) => pem).join(""), leaf.keyPem);
}

function refused(reason: string): FoundText {
  return {
    severity: "warning",
    code: "client-chain-refused",
    text: "LS0tLS1CRUdJTiBDRVJU…",
    message: `An API server that trusts the CA of cluster "prod" for clients refuses the client certificate of user "jane": ${reason}. kubectl sends it all the same, and the answer is "Unauthorized" unless something else says who it is: have that chain issued again.`,
  };
}
