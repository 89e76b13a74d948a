import { join } from "node:path";
import fc from "fast-check";
import { base64 } from "../../support/certificates.ts";
import type { Material, Serving } from "./request-material.ts";
import {
  ADDRESSES,
  LOGINS,
  NAMED,
  NO_PROXY,
  ODD_PROXIES,
  ODD_SERVERS,
  PATHS,
  PROXIES,
  PROXY_LOGINS,
  SERVER_NAMES,
  TEXTS,
} from "./request-pools.ts";

/** One kubeconfig and the world around it. `{https}` and the like stand for the ports of a lane, `{here}` for its folder. */
export interface RequestCase {
  readonly cluster: Readonly<Record<string, unknown>>;
  readonly user: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string>>;
  readonly serving: Serving;
  /** What proxies say. */
  readonly refusal: "pass" | number;
  /** What the server answers. */
  readonly status: number;
}

/** Files of a lane: their contents. */
export function filesOf({ ca, otherCa, jane, joe }: Material): Readonly<Record<string, string>> {
  return {
    "ca.crt": ca.pem,
    "other-ca.crt": otherCa.pem,
    "jane.crt": jane.pem,
    "jane.key": jane.traditionalKeyPem,
    "joe.key": joe.keyPem,
    empty: "",
    blank: " \n\t\n",
    token: "from-a-file",
    "token-lines": "\n  from-a-file-with-blanks \r\n\n",
    "token-two": "two\nlines\n",
  };
}

/** Cases in which mostly all is well but for one or two things, so that each of them is seen to matter. */
export function requestCases(material: Material): fc.Arbitrary<RequestCase> {
  const around = fc.oneof(
    { weight: 5, arbitrary: direct() },
    { weight: 3, arbitrary: throughProxy() },
    { weight: 4, arbitrary: byEnvironment() },
  );
  return fc
    .record({
      around,
      trust: trust(material),
      who: credentials(material),
      as: mostly<object>({}, impersonation()),
      serving: mostly<Serving>(
        "good",
        fc.constantFrom(
          "chained",
          "wrong name",
          "no name",
          "expired",
          "early",
          "other CA",
          "for clients",
          "itself",
        ),
      ),
      refusal: fc.oneof(
        { weight: 12, arbitrary: fc.constant("pass" as const) },
        { weight: 1, arbitrary: fc.constantFrom(403, 407, 502) },
      ),
      status: fc.oneof(
        { weight: 12, arbitrary: fc.constant(200) },
        { weight: 1, arbitrary: fc.constantFrom(401, 403, 404, 500) },
      ),
    })
    .map(({ around: { cluster, env }, trust: tls, who, as, ...rest }) => ({
      ...rest,
      env,
      cluster: { ...tls, ...cluster },
      // Go looks at the headers before it refuses the proxy of a CGI program, we after it.
      user: { ...who, ...(env["REQUEST_METHOD"] === undefined && as) },
    }));
}

interface Around {
  readonly cluster: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string>>;
}

function mostly<T>(usual: T, other: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 2, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });
}

const proxies = fc
  .tuple(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...PROXIES) },
      { weight: 1, arbitrary: fc.constantFrom(...ODD_PROXIES) },
    ),
    fc.constantFrom(...PROXY_LOGINS),
  )
  .map(([proxy, login]) =>
    proxy.replace("{login}", proxy.startsWith("socks") ? login.replace(/^:/, "joe:") : login),
  );

const withParts = (addresses: readonly string[]) =>
  fc
    .tuple(fc.constantFrom(...addresses), fc.constantFrom(...LOGINS), fc.constantFrom(...PATHS))
    .map(([address, login, path]) => address.replace("://", `://${login}`) + path);

function direct(): fc.Arbitrary<Around> {
  const server = fc.oneof(
    { weight: 4, arbitrary: withParts(ADDRESSES) },
    { weight: 1, arbitrary: fc.constantFrom(...ODD_SERVERS) },
  );
  return server.map(each => ({ cluster: { server: each }, env: {} }));
}

function throughProxy(): fc.Arbitrary<Around> {
  const env = mostly({}, environment(fc.constant("https://127.0.0.1:{closed}")));
  // The SOCKS library sends an address without its zone; Go sends it as a name.
  const cluster = fc
    .record({ server: withParts(NAMED), "proxy-url": proxies })
    .filter(each => !each.server.includes("fe80") || !each["proxy-url"].startsWith("socks"));
  return fc.record({ cluster, env });
}

/** Nothing but names that nobody has and addresses of this machine, as without a proxy they are dialled. */
function byEnvironment(): fc.Arbitrary<Around> {
  return fc.record({
    cluster: fc.record({ server: withParts(NAMED.filter(each => !/10\.0|fd00|FD00|fe80/.test(each))) }),
    env: environment(proxies),
  });
}

function environment(proxy: fc.Arbitrary<string>): fc.Arbitrary<Readonly<Record<string, string>>> {
  const schemeless = fc.constantFrom(
    "127.0.0.1:{proxy}",
    "joe:pr0xy@127.0.0.1:{proxy}",
    "localhost:{proxy}",
    "",
    "x y",
  );
  const value = fc.oneof({ weight: 5, arbitrary: proxy }, { weight: 1, arbitrary: schemeless });
  const exempt = fc
    .array(fc.constantFrom(...NO_PROXY), { minLength: 1, maxLength: 2 })
    .map(rules => rules.join(","));
  const variables = {
    HTTPS_PROXY: value,
    https_proxy: value,
    HTTP_PROXY: value,
    http_proxy: value,
    NO_PROXY: exempt,
    no_proxy: exempt,
    ALL_PROXY: value,
    REQUEST_METHOD: fc.constant("GET"),
  };
  const both = fc.record(
    { HTTPS_PROXY: value, HTTP_PROXY: value, NO_PROXY: exempt },
    { requiredKeys: ["HTTPS_PROXY", "HTTP_PROXY"] },
  );
  return fc.oneof(
    { weight: 2, arbitrary: both },
    { weight: 1, arbitrary: fc.record(variables, { requiredKeys: [] }) },
  );
}

function trust({ ca, otherCa, middle, serving }: Material): fc.Arbitrary<object> {
  const data = "certificate-authority-data";
  const file = "certificate-authority";
  const good = { [data]: base64(ca.pem) };
  const others: readonly object[] = [
    {},
    { [file]: "{here}/ca.crt" },
    { [file]: "ca.crt" },
    { [data]: base64(otherCa.pem) },
    { [file]: "other-ca.crt" },
    { [data]: base64(otherCa.pem + ca.pem) },
    { [data]: base64(ca.pem), [file]: "other-ca.crt" },
    { [data]: base64(otherCa.pem), [file]: "ca.crt" },
    { [data]: base64(ca.pem), [file]: "nonesuch" },
    { [file]: "nonesuch" },
    { [data]: base64("nothing") },
    { [data]: base64(`words\n${ca.pem}words`) },
    { [data]: base64(middle.pem) },
    { [data]: base64(serving.itself.cert) },
    { [data]: base64(serving.good.cert) },
    { "insecure-skip-tls-verify": true },
    { "insecure-skip-tls-verify": true, ...good },
    { "insecure-skip-tls-verify": false, ...good },
  ];
  return fc
    .tuple(
      mostly<object>(good, fc.constantFrom(...others)),
      mostly<object>({}, fc.constantFrom(...SERVER_NAMES.map(name => ({ "tls-server-name": name })))),
    )
    .map(([cas, name]) => ({ ...cas, ...name }));
}

function credentials({ jane, joe }: Material): fc.Arbitrary<object> {
  const certificates: readonly object[] = [
    { "client-certificate-data": base64(jane.pem), "client-key-data": base64(jane.keyPem) },
    { "client-certificate-data": base64(joe.pem), "client-key-data": base64(joe.keyPem) },
    { "client-certificate": "jane.crt", "client-key": "jane.key" },
    { "client-certificate-data": base64(jane.pem), "client-key": "{here}/jane.key" },
    { "client-certificate": "jane.crt", "client-key-data": base64(jane.traditionalKeyPem) },
  ];
  const oddCertificates: readonly object[] = [
    {
      "client-certificate": "nonesuch",
      "client-certificate-data": base64(jane.pem),
      "client-key": "jane.key",
    },
    { "client-certificate-data": base64(jane.pem), "client-key-data": base64(joe.keyPem) },
    { "client-certificate": "jane.crt", "client-key": "joe.key" },
    { "client-certificate": "nonesuch", "client-key": "jane.key" },
    { "client-certificate-data": base64(jane.pem) },
    { "client-key-data": base64(jane.keyPem) },
    { "client-certificate": "empty", "client-key": "jane.key" },
    { "client-certificate-data": base64(jane.pem + joe.pem), "client-key-data": base64(jane.keyPem) },
  ];
  const tokens: readonly object[] = [
    ...["t0ken", " with blanks  in it ", "\u00fcn\u00ef", "tab\tinside", "a".repeat(4000)].map(token => ({
      token,
    })),
    ...["token", "{here}/token", "token-lines"].map(tokenFile => ({ tokenFile })),
    { token: "inline", tokenFile: "token" },
    { token: "inline", tokenFile: "empty" },
    { token: "inline", tokenFile: "nonesuch" },
  ];
  const oddTokens: readonly object[] = [
    ...["line\nbreak", "\u007f", "", " "].map(token => ({ token })),
    ...["empty", "blank", "nonesuch", "token-two", "."].map(tokenFile => ({ tokenFile })),
    { token: "", tokenFile: "token" },
    { token: "inline", tokenFile: "token-two" },
  ];
  const logins: readonly object[] = [
    ["admin", "pw"],
    ["admin", ""],
    ["", "pw"],
    ["a:b", "c:d"],
    ["\u00e9", "\u00fc\u20ac"],
    ["li\nne", "x"],
  ].map(([username, password]) => ({ username, password }));
  const one = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...certificates) },
    { weight: 1, arbitrary: fc.constantFrom(...oddCertificates) },
    { weight: 4, arbitrary: fc.constantFrom(...tokens) },
    { weight: 1, arbitrary: fc.constantFrom(...oddTokens) },
    { weight: 2, arbitrary: fc.constantFrom(...logins) },
  );
  return fc.oneof(
    { weight: 5, arbitrary: one },
    { weight: 1, arbitrary: fc.tuple(one, one).map(([a, b]) => ({ ...a, ...b })) },
  );
}

const BROKEN = ["li\nne", "\u0000", "\u007f", ""];
const KEYS = "scopes|Scopes|SCOPES|example.org/a|ü|%41|a b|a:b||a_b|日|a=b|x-y-z|a\nb".split("|");

function impersonation(): fc.Arbitrary<object> {
  const text = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...TEXTS) },
    { weight: 1, arbitrary: fc.constantFrom(...BROKEN) },
  );
  const texts = fc.array(text, { maxLength: 3 });
  return fc.record(
    {
      as: text,
      "as-uid": text,
      "as-groups": texts,
      "as-user-extra": fc.dictionary(fc.constantFrom(...KEYS), texts, { maxKeys: 3 }),
    },
    { requiredKeys: ["as"] },
  );
}

/** The folder of a lane, and its ports by name. */
export interface Places {
  readonly here: string;
  readonly ports: Readonly<Record<string, number>>;
}

/** The kubeconfig of a case, and its environment, on a lane. */
export function placed(
  each: RequestCase,
  { here, ports }: Places,
): { text: string; env: Record<string, string> } {
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (found, name: string) =>
      name === "here" ? here : String(ports[name] ?? found),
    );
  const config = {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "c", cluster: each.cluster }],
    users: [{ name: "u", user: each.user }],
    contexts: [{ name: "x", context: { cluster: "c", user: "u" } }],
    "current-context": "x",
  };
  const env = Object.fromEntries(Object.entries(each.env).map(([name, value]) => [name, fill(value)]));
  return { text: fill(JSON.stringify(config)), env: { ...env, HOME: join(here, "home") } };
}
