import { makeJwt } from "../../../support/tokens.ts";
import { config, type RuleCase } from "./case.ts";

const at = (day: string) => Date.parse(`${day}T00:00:00Z`) / 1000;

function bound(claims: Readonly<Record<string, unknown>>): string {
  const account = { namespace: "ci", serviceaccount: { name: "deployer", uid: "u" } };
  return makeJwt({
    iss: "https://i",
    sub: "system:serviceaccount:ci:deployer",
    "kubernetes.io": account,
    ...claims,
  });
}

const legacy = makeJwt({
  iss: "kubernetes/serviceaccount",
  sub: "system:serviceaccount:ci:deployer",
  "kubernetes.io/serviceaccount/namespace": "ci",
  "kubernetes.io/serviceaccount/service-account.name": "deployer",
});
const longLived = { iat: at("2026-01-01") };

/** Tokens are long: a message must never show one, and the underlined text is cut by the comparison. */
export const tokenCases: readonly RuleCase[] = [
  {
    name: "an id-token that has expired, and nothing to get another one with",
    text: config({
      user: `auth-provider: {name: oidc, config: {idp-issuer-url: i, client-id: c, id-token: ${makeJwt({ iss: "https://i", sub: "jane", exp: at("2026-11-20") })}}}`,
    }),
    expected: [
      {
        severity: "hint",
        code: "auth-provider-deprecated",
        text: "oidc",
        message:
          'User "jane" has the auth-provider oidc. kubectl still runs it, but writes fresh tokens into this file and may drop it: an exec section with kubelogin (kubectl oidc-login) takes its place.',
      },
      {
        severity: "error",
        code: "auth-provider-refused",
        text: "eyJhbGciOiJSUzI1NiIs…",
        message:
          'The id-token of user "jane" expired on 2026-11-20, and there is no refresh-token. kubectl stops with "No valid id-token, and cannot refresh without refresh-token": log in again.',
      },
    ],
  },
  {
    name: "a bound token with time left",
    text: config({ user: `token: ${bound({ ...longLived, exp: at("2027-06-01") })}` }),
    expected: [],
  },
  {
    name: "an expired token",
    text: config({ user: `token: ${bound({ exp: at("2026-11-20") })}` }),
    expected: [
      {
        severity: "error",
        code: "token-expired",
        text: "eyJhbGciOiJSUzI1NiIs…",
        message:
          'The token of user "jane" expired on 2026-11-20, 2d ago. kubectl sends it all the same, and the API server answers "Unauthorized": get a new one with kubectl create token, or log in again.',
      },
    ],
  },
  {
    name: "an expired token in a file",
    text: config({ user: "tokenFile: t" }),
    options: { files: { "/home/jane/.kube/t": `${bound({ exp: at("2026-11-20") })}\n` } },
    expected: [
      {
        severity: "error",
        code: "token-expired",
        text: "t",
        message:
          'The token in tokenFile of user "jane" expired on 2026-11-20, 2d ago. kubectl sends it all the same, and the API server answers "Unauthorized": get a new one with kubectl create token, or log in again.',
      },
    ],
  },
  ...(
    [
      [
        "a byte order mark",
        "\ufeffabc\n",
        'begins with a byte order mark (U+FEFF), which nobody sees. kubectl sends it along, and the API server answers "Unauthorized": remove it, or save the file as UTF-8 without it.',
      ],
      [
        "UTF-16",
        "a\0b\0c\0\n\0",
        'is written in UTF-16. kubectl stops with "invalid header field value": save it as UTF-8.',
      ],
      [
        "a line break",
        "abc\ndef\n",
        'has a line break or another control character. kubectl stops with "invalid header field value": put the token on one line.',
      ],
    ] as const
  ).map(([what, text, message]) => ({
    name: `a token in a file with ${what}`,
    text: config({ user: "tokenFile: t" }),
    options: { files: { "/home/jane/.kube/t": text } },
    expected: [
      {
        severity: "error" as const,
        code: "token-malformed" as const,
        text: "t",
        message: `The token in tokenFile of user "jane" ${message}`,
      },
    ],
  })),
  {
    name: "a token in a file with blanks around it",
    text: config({ user: "tokenFile: t" }),
    options: { files: { "/home/jane/.kube/t": " \tabc\r\n" } },
    expected: [],
  },
  {
    name: "an expired token beside a file",
    text: config({ user: `tokenFile: t, token: ${bound({ exp: at("2026-11-20") })}` }),
    options: { files: { "/home/jane/.kube/t": "opaque" } },
    expected: [
      {
        severity: "warning",
        code: "token-file-wins",
        text: "token",
        message:
          'User "jane" has token and tokenFile. kubectl sends what the file holds, and this token only while the file cannot be read: remove one of them.',
      },
      {
        severity: "warning",
        code: "token-expired",
        text: "eyJhbGciOiJSUzI1NiIs…",
        message:
          'The token of user "jane" expired on 2026-11-20. kubectl sends the one in tokenFile instead, and this one only while that file cannot be read: remove it.',
      },
    ],
  },
  ...(
    [
      ["to come", "2027-06-01", "2027-12-01"],
      ["around now", "2026-10-01", "2027-12-01"],
      ["over", "2026-10-01", "2026-11-01"],
    ] as const
  ).map(([what, exp, nbf]) => ({
    name: `a token that ends before it begins, ${what}`,
    text: config({ user: `token: ${bound({ nbf: at(nbf), exp: at(exp) })}` }),
    expected: [
      {
        severity: "error" as const,
        code: "token-never-valid" as const,
        text: "eyJhbGciOiJSUzI1NiIs…",
        message: `The token of user "jane" ends on ${exp}, before it begins on ${nbf}: it is never valid. kubectl sends it all the same, and the API server answers "Unauthorized" for good: get a new one.`,
      },
    ],
  })),
  {
    name: "a token not yet valid",
    text: config({ user: `token: ${bound({ nbf: at("2026-12-01"), exp: at("2027-06-01") })}` }),
    expected: [
      {
        severity: "error",
        code: "token-not-yet-valid",
        text: "eyJhbGciOiJSUzI1NiIs…",
        message:
          'The token of user "jane" is valid only from 2026-12-01, in 9d. kubectl sends it all the same, and the API server answers "Unauthorized" until then: wait, or check the clocks.',
      },
    ],
  },
  {
    name: "an expiring token",
    text: config({ user: `token: ${bound({ ...longLived, exp: at("2026-12-10") })}` }),
    expected: [
      {
        severity: "warning",
        code: "token-expiring",
        text: "eyJhbGciOiJSUzI1NiIs…",
        message:
          'The token of user "jane" expires on 2026-12-10, in 18d. From then on the API server answers kubectl with "Unauthorized": get a new one before.',
      },
    ],
  },
  {
    name: "a token that expires within the critical threshold",
    text: config({ user: `token: ${bound({ ...longLived, exp: at("2026-11-25") })}` }),
    expected: [
      {
        severity: "error",
        code: "token-expiring",
        text: "eyJhbGciOiJSUzI1NiIs…",
        message:
          'The token of user "jane" expires on 2026-11-25, in 3d. From then on the API server answers kubectl with "Unauthorized": get a new one before.',
      },
    ],
  },
  {
    name: "a token made to live for a day",
    text: config({ user: `token: ${bound({ iat: at("2026-11-21"), exp: at("2026-11-23") })}` }),
    expected: [
      {
        severity: "information",
        code: "token-expiring",
        text: "eyJhbGciOiJSUzI1NiIs…",
        message:
          'The token of user "jane" expires on 2026-11-23, in 24h. From then on the API server answers kubectl with "Unauthorized": get a new one before.',
      },
    ],
  },
  {
    name: "a token that never expires",
    text: config({ user: `token: ${legacy}` }),
    expected: [
      {
        severity: "information",
        code: "token-never-expires",
        text: "eyJhbGciOiJSUzI1NiIs…",
        message:
          'The token of user "jane" is one of service account ci/deployer that never expires: kubectl can use it until its Secret is deleted. kubectl create token makes one that ends.',
      },
    ],
  },
  {
    name: "a bootstrap token",
    text: config({ user: "token: abcdef.0123456789abcdef" }),
    expected: [
      {
        severity: "information",
        code: "bootstrap-token",
        text: "abcdef.0123456789abcdef",
        message:
          'The token of user "jane" holds the bootstrap token abcdef, which lets a node join and ends after a day as a rule. kubectl can do little else with it: people need another credential.',
      },
    ],
  },
];
