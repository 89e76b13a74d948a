import { strict as assert } from "node:assert";
import { render } from "../../../src/core/message.ts";
import { readToken } from "../../../src/core/tokens/index.ts";

const SIGNATURE = "c2lnbmF0dXJl";

function part(json: unknown): string {
  return Buffer.from(typeof json === "string" ? json : JSON.stringify(json)).toString("base64url");
}

function jwt(claims: unknown, header: unknown = { alg: "RS256", kid: "k1" }): string {
  return `${part(header)}.${part(claims)}.${SIGNATURE}`;
}

describe("readToken", () => {
  it("reads a bound service account token", () => {
    const token = readToken(
      jwt({
        iss: "https://kubernetes.default.svc",
        sub: "system:serviceaccount:dev:builder",
        aud: ["https://kubernetes.default.svc"],
        exp: 1_800_000_000,
        iat: 1_768_464_000,
        nbf: 1_768_464_000,
        jti: "3b5c",
        "kubernetes.io": {
          namespace: "dev",
          serviceaccount: { name: "builder", uid: "u1" },
          pod: { name: "p", uid: "u2" },
          warnafter: 1_768_467_607,
        },
      }),
    );
    assert.deepEqual(token, {
      kind: "jwt",
      type: "service-account-bound",
      header: { alg: "RS256", kid: "k1" },
      claims: {
        iss: "https://kubernetes.default.svc",
        sub: "system:serviceaccount:dev:builder",
        jti: "3b5c",
        aud: ["https://kubernetes.default.svc"],
        exp: 1_800_000_000_000,
        iat: 1_768_464_000_000,
        nbf: 1_768_464_000_000,
      },
      serviceAccount: {
        namespace: "dev",
        name: "builder",
        uid: "u1",
        boundTo: [{ kind: "pod", name: "p", uid: "u2" }],
        warnAfter: 1_768_467_607_000,
      },
      identity: {
        user: "system:serviceaccount:dev:builder",
        groups: ["system:serviceaccounts", "system:serviceaccounts:dev"],
        uid: "u1",
      },
      userCandidates: [],
      problems: [],
    });
  });

  it("reads a legacy service account token", () => {
    const prefix = "kubernetes.io/serviceaccount/";
    const token = readToken(
      jwt({
        iss: "kubernetes/serviceaccount",
        sub: "system:serviceaccount:kube-system:admin",
        [`${prefix}namespace`]: "kube-system",
        [`${prefix}secret.name`]: "admin-token",
        [`${prefix}service-account.name`]: "admin",
        [`${prefix}service-account.uid`]: "u1",
      }),
    );
    assert.deepEqual(
      token.kind === "jwt" && [token.type, token.identity, token.serviceAccount, token.claims.exp],
      [
        "service-account-legacy",
        {
          user: "system:serviceaccount:kube-system:admin",
          groups: ["system:serviceaccounts", "system:serviceaccounts:kube-system"],
          uid: "u1",
        },
        {
          namespace: "kube-system",
          name: "admin",
          uid: "u1",
          boundTo: [{ kind: "secret", name: "admin-token" }],
        },
        undefined,
      ],
    );
  });

  it("gives the candidates for the user of an OIDC token", () => {
    const token = readToken(
      jwt({
        iss: "https://idp",
        sub: "1234",
        aud: "kubernetes",
        email: "jane@example.com",
        groups: ["dev", 3, "ops"],
      }),
    );
    assert.deepEqual(token.kind === "jwt" && [token.type, token.identity, token.userCandidates], [
      "oidc",
      { user: "jane@example.com", groups: ["dev", "ops"] },
      [
        { claim: "email", value: "jane@example.com" },
        { claim: "sub", value: "1234" },
      ],
    ]);
  });

  it("does not take a subject for a service account when the claims disagree", () => {
    const token = readToken(
      jwt({
        iss: "https://x",
        sub: "system:serviceaccount:a:b",
        aud: ["x"],
        "kubernetes.io": { namespace: "other", serviceaccount: { name: "b", uid: "u" } },
      }),
    );
    assert.deepEqual(token.kind === "jwt" && [token.type, token.serviceAccount], ["oidc", undefined]);
  });

  it("reads a bootstrap token without its secret", () => {
    assert.deepEqual(readToken("abcdef.0123456789abcdef"), {
      kind: "bootstrap",
      id: "abcdef",
      identity: { user: "system:bootstrap:abcdef", groups: ["system:bootstrappers"] },
    });
  });

  it("says of claims that are not times that they are not", () => {
    const token = readToken(jwt({ exp: "tomorrow", nbf: 1e300 }));
    assert.deepEqual(token.kind === "jwt" && token.problems.map(problem => render(problem)), [
      "The claim exp is not a time",
      "The claim nbf is not a time",
    ]);
  });

  const opaque: Readonly<Record<string, string>> = {
    "an empty text": "",
    "any text": "s3cr3t",
    "a bootstrap token in upper case": "ABCDEF.0123456789abcdef",
    "a bootstrap token and a line break": "abcdef.0123456789abcdef\n",
    "two parts": `${part({ alg: "none" })}.${part({})}`,
    "a header that is a list": jwt({}, []),
    "a header without alg": jwt({}, {}),
    "claims that are null": jwt("null"),
    "claims that are broken JSON": jwt("{"),
    "claims that nest too deep": jwt(`{"a":${"[".repeat(100_000)}`),
    "standard base64": `${part({ alg: "none" })}=.${part({})}.x`,
    "invalid UTF-8": `${part({ alg: "none" })}.${Buffer.from([0x7b, 0xff, 0x7d]).toString("base64url")}.x`,
    "a huge text": `${part({ alg: "none" })}.${"A".repeat(3_000_000)}.x`,
  };
  for (const [what, text] of Object.entries(opaque)) {
    it(`takes ${what} for opaque`, () => {
      assert.deepEqual(readToken(text), { kind: "opaque" });
    });
  }

  it("is not led astray by the names of Object's members", () => {
    const token = readToken(jwt('{"__proto__":{"sub":"evil"},"constructor":1,"sub":"jane"}'));
    assert.deepEqual(token.kind === "jwt" && token.claims, { sub: "jane", aud: [] });
  });

  it("keeps neither the signature nor the text", () => {
    const text = jwt({ iss: "https://idp", sub: "1234", aud: "a", secret: "hunter2" });
    const kept = JSON.stringify(readToken(text));
    assert.deepEqual(
      [SIGNATURE, "hunter2", text].filter(secret => kept.includes(secret)),
      [],
    );
  });
});
