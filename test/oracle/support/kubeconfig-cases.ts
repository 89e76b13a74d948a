import fc from "fast-check";

/** Values that a generated kubeconfig may hold: some are right, some are wrong in a way that matters. */
export interface Pools {
  /** Base64 of certificates and bundles, and of what kubectl cannot use in their place. */
  readonly certificates: readonly string[];
  readonly keys: readonly string[];
  readonly paths: readonly string[];
}

type Tree =
  | { readonly raw: string }
  | { readonly seq: readonly Tree[]; readonly flow: boolean }
  | { readonly map: readonly (readonly [string, Tree])[]; readonly flow: boolean };

type Field = readonly [key: string, value: fc.Arbitrary<Tree>];

const raw = (text: string): Tree => ({ raw: text });
const rawOf = (...texts: readonly string[]): fc.Arbitrary<Tree> => fc.constantFrom(...texts).map(raw);

const oddities = rawOf(
  ..."null ~ '' \"\" yes no on off y N true false 1 0 -1 1.5 1e3 0x1f 017 1:20 .5 1_000 2024-01-01 [] {} [a] [1,2] [null] [[]] \"\\u00e9\\U0001F600\" 'it''s' \"a\\nb\" 0o17 = ! !!str".split(
    " ",
  ),
  "!!str 12",
  "{a: b}",
  "{a: null, 1: [2]}",
  ".inf",
  ".nan",
  "{~: a}",
  "!!binary YQ==",
  "'a: b'",
  "plain words here",
  '" lead"',
);

/** Mostly what belongs there; now and then anything. */
function odd(usual: fc.Arbitrary<Tree>, weight = 400): fc.Arbitrary<Tree> {
  return fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: oddities });
}

const name = fc.oneof(
  { weight: 24, arbitrary: rawOf("a", "b", "c", "d") },
  {
    weight: 1,
    arbitrary: rawOf('""', "é", '"\\U0001F600"', '"\\uFFFD"', "'0'", "A", "a b", '"a\\"b"', '"\\a"', "'yes'"),
  },
);
const bool = rawOf("true", "false", "yes", "no", "on", "Off", "y", "n", "TRUE");
const text = rawOf("a", "x y", '""', "'1'", '"\\t"', "|-\n  block", "'null'");
const namespace = rawOf("default", "kube-system", "BAD_ns", "-a", "a-", `"${"a".repeat(64)}"`, '""', "é");
const server = fc.oneof(
  { weight: 6, arbitrary: rawOf("https://127.0.0.1:6443", "https://k8s.example.com", "https://h/p?q#f") },
  {
    weight: 3,
    arbitrary: rawOf(
      ..."http://h:8080 localhost:8080 127.0.0.1 h/p https:// https:///p ftp://h //h:1 https://h:port https://h:1:2 https://[::1]:6443 https://[::1%25eth0]:1 https://[::1%25] https://[1.2.3.4] https://u:p@h https://u^@h https://h%41 https://h%C3%A9 https://hé https://h<> HTTPS://h https://h/%zz https://h?%zz https://h#%zz 'https://h#%zz' https:h mailto:x :foo '*' '?' '/p' https://h/?a?b 1http://h h_1.x:1 'https://h x' 'a b' https://[fe80::1%25%41]:1 https://[::ffff:1.2.3.4] https://[:::1] https://h: https://@h".split(
        " ",
      ),
      '"https://h\\n"',
      '""',
      '"https://h/p#%zz"',
      '"https://h\\u007f"',
    ),
  },
);
const proxy = rawOf(
  ..."http://p:1 https://p socks5://p:1080 socks5h://p localhost:8080 127.0.0.1:8080 p '' HTTP://p http: socks6://x u@h http://[::1 http://p:x".split(
    " ",
  ),
);
const execVersion = rawOf(
  ..."client.authentication.k8s.io/v1 client.authentication.k8s.io/v1beta1 client.authentication.k8s.io/v1alpha1 v1 ''".split(
    " ",
  ),
);

function map(fields: readonly Field[], always: readonly string[] = []): fc.Arbitrary<Tree> {
  const entries = fields.map(([key, value]) =>
    always.includes(key)
      ? odd(value, 800).map(tree => [[key, tree]] as const)
      : fc.oneof(
          { weight: 2, arbitrary: fc.constant([]) },
          { weight: 1, arbitrary: odd(value).map(tree => [[key, tree]] as const) },
        ),
  );
  const extra = fc.oneof(
    { weight: 120, arbitrary: fc.constant([]) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom("unknown", "Server", "token-file", "KIND", "name", "'1'", "<<", "3"), oddities)
        .map(entry => [entry]),
    },
  );
  return fc
    .tuple(fc.tuple(...entries, extra), fc.boolean(), fc.nat())
    .map(([all, flow, turn]) => ({ map: rotate(all.flat(), turn), flow: flow && turn % 5 === 0 }));
}

/** The order of keys is free. */
function rotate<T>(list: readonly T[], turn: number): readonly T[] {
  const at = list.length === 0 ? 0 : turn % list.length;
  return [...list.slice(at), ...list.slice(0, at)];
}

function seq(item: fc.Arbitrary<Tree>, maxLength: number): fc.Arbitrary<Tree> {
  return fc
    .tuple(fc.array(odd(item, 800), { maxLength }), fc.nat(9))
    .map(([items, flow]) => ({ seq: items, flow: flow === 0 }));
}

/** What a `…-data` field may hold that is no base64 of use. */
const badData = rawOf(
  ..."YQ= YQ=== '' [1,2,255] [256] [-1] [1.0] [1e2] [null] [] [[]] [a] !!binary Y-Q= anVuaw==".split(" "),
  "Y Q==",
  "'YQ=='",
  "!!binary YQ==",
  "'\n\n  '",
  '"YQ==\\n"',
  '"Y\\r\\nQ=="',
  '"\\z\\ud800!"',
  "YQ==YQ==",
);

function dataFrom(pool: readonly string[]): fc.Arbitrary<Tree> {
  return fc.oneof({ weight: 250, arbitrary: rawOf(...pool) }, { weight: 1, arbitrary: badData });
}

/** Names of a list: all different, nearly always. */
function namedList(key: string, value: fc.Arbitrary<Tree>): fc.Arbitrary<Tree> {
  const names = fc.oneof(
    {
      weight: 12,
      arbitrary: fc.shuffledSubarray(["a", "b", "c", "d"], { minLength: 2 }).map(all => all.map(raw)),
    },
    { weight: 1, arbitrary: fc.array(name, { maxLength: 3 }) },
  );
  return fc.tuple(names, fc.array(odd(value, 800), { minLength: 4, maxLength: 4 }), fc.nat(19)).map(
    ([all, values, style]): Tree => ({
      seq: all.map((each, i) => ({
        map: rotate([["name", each] as const, [key, values[i] ?? raw("")] as const], style),
        flow: style === 19,
      })),
      flow: style === 18,
    }),
  );
}

const extensions = namedList("extension", oddities);

/** Any configuration over the whole schema of v1, as YAML text in many styles. */
export function kubeconfigTexts(pools: Pools): fc.Arbitrary<string> {
  const path = rawOf(...pools.paths.map(each => JSON.stringify(each)));
  const certificate = dataFrom(pools.certificates);
  const key = dataFrom(pools.keys);
  const cluster = map(
    [
      ["server", server],
      ["tls-server-name", text],
      ["insecure-skip-tls-verify", bool],
      ["certificate-authority", path],
      ["certificate-authority-data", certificate],
      ["proxy-url", proxy],
      ["disable-compression", bool],
      ["extensions", extensions],
    ],
    ["server"],
  );
  const provider = map(
    [
      ["name", rawOf("oidc", "gcp", "x")],
      [
        "config",
        map([
          ["id-token", text],
          ["client-id", text],
          ["b", text],
        ]),
      ],
    ],
    ["name"],
  );
  const exec = map(
    [
      ["command", rawOf("aws", "./a", '""')],
      ["args", seq(text, 3)],
      [
        "env",
        seq(
          map(
            [
              ["name", name],
              ["value", text],
            ],
            ["name", "value"],
          ),
          2,
        ),
      ],
      ["apiVersion", execVersion],
      ["installHint", text],
      ["provideClusterInfo", bool],
      ["interactiveMode", rawOf("Never", "IfAvailable", "Always", "never", '""')],
    ],
    ["command", "apiVersion"],
  );
  const user = map([
    ["client-certificate", path],
    ["client-certificate-data", certificate],
    ["client-key", path],
    ["client-key-data", key],
    ["token", text],
    ["tokenFile", path],
    ["as", name],
    ["as-uid", text],
    ["as-groups", seq(name, 2)],
    [
      "as-user-extra",
      map([
        ["a", seq(text, 2)],
        ["b", seq(text, 1)],
      ]),
    ],
    ["username", text],
    ["password", text],
    ["auth-provider", provider],
    ["exec", exec],
    ["extensions", extensions],
  ]);
  const certificateUser = fc.tuple(certificate, key).map(
    ([c, k]): Tree => ({
      map: [
        ["client-certificate-data", c],
        ["client-key-data", k],
      ],
      flow: false,
    }),
  );
  const context = map(
    [
      ["cluster", name],
      ["user", name],
      ["namespace", namespace],
      ["extensions", extensions],
    ],
    ["cluster", "user"],
  );
  const root = map(
    [
      [
        "kind",
        fc.oneof({ weight: 40, arbitrary: rawOf("Config") }, { weight: 1, arbitrary: rawOf("config", '""') }),
      ],
      [
        "apiVersion",
        fc.oneof(
          { weight: 40, arbitrary: rawOf("v1") },
          { weight: 1, arbitrary: rawOf("v2", "/", "g/", "/v1", "a/b", "a/b/c") },
        ),
      ],
      ["clusters", namedList("cluster", cluster)],
      ["users", namedList("user", fc.oneof(user, certificateUser))],
      ["contexts", namedList("context", context)],
      ["current-context", name],
      [
        "preferences",
        map([
          ["colors", bool],
          ["extensions", extensions],
        ]),
      ],
      ["extensions", extensions],
    ],
    ["clusters", "users", "contexts"],
  );
  return fc.tuple(root, fc.nat(29)).map(([tree, style]) => dress(print(tree, 0), style));
}

/** Around the document: byte order marks, line endings, markers. */
function dress(body: string, style: number): string {
  switch (style) {
    case 0:
      return `\ufeff${body}`;
    case 1:
      return body.replaceAll("\n", "\r\n");
    case 2:
      return `---\n${body}---\nother: [\n`;
    case 3:
      return `%YAML 1.1\n---\n${body}...\n`;
    case 4:
      return `# comment\n\n${body}\n# end`;
    default:
      return body;
  }
}

function print(tree: Tree, indent: number): string {
  const text = block(tree, indent);
  return text.startsWith("\n") ? text.slice(1) : `${text.trimStart()}\n`;
}

/** What stands after `key:`, with its line break. */
function block(tree: Tree, indent: number): string {
  const pad = " ".repeat(indent);
  if ("raw" in tree) return ` ${tree.raw.replaceAll("\n", `\n${pad}`)}\n`;
  if (tree.flow) return ` ${flow(tree)}\n`;
  if ("seq" in tree) {
    if (tree.seq.length === 0) return " []\n";
    return `\n${tree.seq.map(item => `${pad}-${itemBlock(item, indent)}`).join("")}`;
  }
  if (tree.map.length === 0) return " {}\n";
  return `\n${tree.map.map(([key, value]) => `${pad}${key}:${block(value, indent + 2)}`).join("")}`;
}

/** A mapping may start on the line of its dash. */
function itemBlock(tree: Tree, indent: number): string {
  const text = block(tree, indent + 2);
  return text.startsWith("\n") && "map" in tree ? ` ${text.slice(1).trimStart()}` : text;
}

function flow(tree: Tree): string {
  if ("raw" in tree) {
    if (tree.raw.startsWith("|") || tree.raw.startsWith("- ")) return "x";
    return /^[!'"[{]/.test(tree.raw) ? tree.raw : tree.raw.replace(/^(.*[?:#<>].*)$/, "'$1'");
  }
  if ("seq" in tree) return `[${tree.seq.map(flow).join(", ")}]`;
  return `{${tree.map.map(([key, value]) => `${key}: ${flow(value)}`).join(", ")}}`;
}
