import fc from "fast-check";

/** Seeds of the mutator: what a kubeconfig may look like, with every style in it. */
const SEEDS: readonly string[] = [
  `apiVersion: v1
kind: Config
current-context: dev
clusters:
- name: c1
  cluster:
    server: https://10.0.0.1:6443
    certificate-authority-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t
    insecure-skip-tls-verify: no
- cluster: {server: "https://b", proxy-url: 'http://p:1'}
  name: c2
users:
- name: u1
  user:
    token: 12345
    exec:
      command: aws
      args: [eks, get-token, "--cluster-name", demo]
      env:
      - {name: A, value: "1"}
contexts:
- context:
    cluster: c1
    user: u1
    namespace: default
  name: dev
preferences: {}
`,
  `# a comment
x-base: &base
  server: "https://a\\
    b\\u00e9\\n"
  extra: 'it''s
    two lines'
clusters:
  - name: a
    cluster:
      <<: *base
      certificate-authority-data: |
        LS0t
          LS0t

        AAAA
      note: >-
        folded text
        on lines

          more

        end
  - {name: b, cluster: {<<: [*base, {server: z}], n: 0x1f}}
? complex
: - 1
  - ~
  - !!str 5
  - !!float 3
...
---
later: [unclosed
`,
  `%YAML 1.1
%TAG !e! tag:yaml.org,2002:
---
users:
- name: &n "u\\x41"
  user: {token: *n, as: !e!str 12, tokenFile: !<tag:yaml.org,2002:str> 7}
- name: plain multi
    line scalar # comment
  user: !!map
    as-groups: !!seq [a, b , "c"]
    when: 2001-01-01
    n: [1_000, 0b11, 017, 0o17, -0x1F, 1e3, .5, 5., 1:20, +1, 08]
`,
  `{"apiVersion":"v1","kind":"Config","clusters":[{"name":"k","cluster":{"server":"https://x:1","ok":true}}],
 "contexts":[],"n":[1,-2.5e10,null,"\\t\\\\ \\"q\\""],"users":null}
`,
  "a:\n  b:\n    - - 1\n      - 2\n    -\n      c: d\n  e:\n\n  f: |2\n     x\n  g: |+\n    keep\n\n  h: >\n    q\r\n    r\r\n  '': \"\"\n  ? [k]\n  : v\n",
];

const SNIPPETS: readonly string[] = [
  ..."\n\t :-?,[]{}#&*!|>'\"%@`~<=.0_\\\r".split(""),
  ..."\u0085 \u2028 \u2029 \ufeff \u00e9 \u{1f600} \ufffd \x07 \x7f \ufffe".split(" "),
  ..."\n- |: |- |? |  |\n  |\n\t|: &a |*a|<<: *a\n|---\n|\n---\n|\n...\n|!!str |!!int |!!null |!!binary |! |!x |%YAML 1.1\n|# c\n|[] |{} |{}: |null|y|.inf|.nan|~: 1\n|<<: |'' |\"\" |\\\n|\r\n".split(
    "|",
  ),
  "|",
  "|\n ",
  ">\n  x\n y",
  "18446744073709551615: x",
  "a: b: c",
];

const number = fc.constantFrom(
  ..."1 +1 -1 017 0o17 0b1 0x1f 1_000 0_1 -0 +0 00 08 09.5 1e3 1E3 1e+3 1e-7 1.5e3 .5 5. -.5 +.5e1 0.1.2 1e 1e400 -1e400 _1 1_ 0b2 0b 0x 0o8 0B1 0X1F 0b-1 0b+101 -0b1 -0b-1 .5_0 ._5 .1_ 1__0 1_.5 9223372036854775807 9223372036854775808 -9223372036854775808 -9223372036854775809 18446744073709551615 18446744073709551616 99999999999999999999999 1e21 1e20 123456789012345678 0.000001 0.0000001 -0.0 1e-400 0x1p3 0xffffffffffffffff 0x10000000000000000 +18446744073709551615 1:20 1,000 -.inf +.inf .inf .Inf .NaN -.nan . .. + - 0777777777777777777777 1.0 2.50 1e10 1234567 1234567.5 3.4e38 3.5e38 16777217.0 0.0001 0.00001".split(
    " ",
  ),
);
const word = fc.constantFrom(
  ..."y Y n N yes Yes YES no on off On ON OFF oFF true True TRUE tRUE false null Null NULL nULL ~ << = inf nan a b c foo a-b a:b http://x:1 x#y ? -x :x ?y <<x 2001-01-01 2001-1-1 2001-01-01t01:02:03Z 2001-02-30 name é 😀 a,b a]b {x %x @x `x !x &x *a *b #x | > 'q' \"q\" \\x \u00a0 \ufeffx".split(
    " ",
  ),
);
const plain = fc.oneof(number, word, word, fc.constant(""));
const escaped = fc.constantFrom(
  ..."\\n \\t \\0 \\a \\e \\x41 \\u00e9 \\U0001F600 \\ud83d \\/ \\\\ \\\" \\N \\_ \\L \\P \\' \\q \\x4 \\\n \\\t".split(
    " ",
  ),
);
const breaks = fc.constantFrom(
  "\n",
  "\n\n",
  "\n  ",
  "\n    ",
  "\r\n  ",
  "\r",
  "\u2028 ",
  "\u0085  ",
  " \n \n   ",
);
const text = fc.array(fc.oneof({ weight: 4, arbitrary: word }, { weight: 1, arbitrary: breaks }), {
  maxLength: 4,
});
const gap = fc.constantFrom(" ", "  ", "", "\t");
const quoted = fc.oneof(
  text.map(parts => `'${parts.join(" ").replaceAll("'", "''")}'`),
  fc
    .array(fc.oneof(word, escaped, breaks), { maxLength: 4 })
    .map(parts => `"${parts.join(" ").replaceAll(/(?<!\\)"/g, "")}"`),
);
const tag = fc.constantFrom(
  ..."!!str !!int !!float !!bool !!null !!binary !!timestamp !!map !!seq !!merge ! !x !<x> !!foo !e!x !<tag:yaml.org,2002:int> !%41 !a%2 !!str,".split(
    " ",
  ),
);
const properties = fc.oneof(
  { weight: 8, arbitrary: fc.constant("") },
  { weight: 1, arbitrary: fc.constantFrom("&a ", "&b ", "&c\t", "&a\n  ") },
  { weight: 1, arbitrary: tag.map(each => `${each} `) },
  { weight: 1, arbitrary: fc.tuple(tag, fc.constantFrom("&a", "&b")).map(([t, a]) => `${t} ${a} `) },
  { weight: 1, arbitrary: fc.tuple(tag, fc.constantFrom("&a", "&b")).map(([t, a]) => `${a} ${t} `) },
);
const alias = fc.constantFrom("*a", "*b", "*c");
const flowScalar = fc.oneof(
  { weight: 5, arbitrary: plain },
  { weight: 2, arbitrary: quoted },
  { weight: 1, arbitrary: alias },
);
const comment = fc.oneof(
  { weight: 6, arbitrary: fc.constant("") },
  { weight: 1, arbitrary: fc.constantFrom(" # c", " #", "#c", "\t# x") },
);
const key = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("a", "b", "c", "name", "<<", "<<") },
  { weight: 2, arbitrary: plain },
  { weight: 1, arbitrary: quoted },
  { weight: 1, arbitrary: alias.map(each => `${each} `) },
);

interface Nodes extends Record<string, unknown> {
  flow: string;
  block: (indent: number) => string;
}

const { flow, block } = fc.letrec<Nodes>(tie => ({
  flow: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    fc.tuple(properties, flowScalar).map(([p, s]) => p + s),
    fc
      .tuple(
        properties,
        fc.array(fc.tuple(gap, tie("flow"), gap), { maxLength: 4 }),
        fc.constantFrom("", ",", " ,\n"),
      )
      .map(([p, items, end]) => `${p}[${items.map(item => item.join("")).join(",")}${end}]`),
    fc
      .tuple(
        properties,
        fc.array(
          fc.tuple(
            fc.constantFrom("", "", "", "? "),
            key,
            fc.constantFrom(": ", ":", " : ", ": ", ",", ":\n "),
            tie("flow"),
          ),
          { maxLength: 4 },
        ),
        fc.constantFrom("", "", ",", "\n", "#"),
      )
      .map(([p, items, end]) => `${p}{${items.map(item => item.join("")).join(", ")}${end}}`),
  ),
  block: fc.oneof(
    { maxDepth: 5, depthSize: "medium" },
    fc.tuple(tie("flow"), comment).map(
      ([f, c]) =>
        () =>
          ` ${f}${c}\n`,
    ),
    fc
      .tuple(
        properties,
        fc.constantFrom("|", ">", "|-", ">+", "|2", ">1-", "|+3", "|0"),
        fc.array(fc.tuple(fc.nat(3), fc.oneof(word, fc.constant(""))), { maxLength: 5 }),
        fc.integer({ min: -1, max: 3 }),
      )
      .map(
        ([p, header, lines, more]) =>
          (indent: number) =>
            ` ${p}${header}\n${lines.map(([extra, line]) => `${" ".repeat(Math.max(indent + more + (extra === 3 ? 1 : 0), 0))}${line}\n`).join("")}`,
      ),
    fc
      .tuple(
        properties,
        fc.array(
          fc.tuple(
            fc.constantFrom("", "", "", "? "),
            key,
            comment,
            tie("block"),
            fc.constantFrom("", "", "", "", "\n", "# c\n", "\t\n"),
          ),
          { minLength: 1, maxLength: 4 },
        ),
        fc.constantFrom(1, 2, 2, 2, 4),
      )
      .map(
        ([p, entries, step]) =>
          (indent: number) =>
            `${p === "" ? "" : ` ${p}`}\n${entries.map(([mark, k, c, value, after]) => `${" ".repeat(indent)}${mark}${k}:${c}${value(indent + step)}${after}`).join("")}`,
      ),
    fc
      .tuple(
        properties,
        fc.array(tie("block"), { minLength: 1, maxLength: 4 }),
        fc.constantFrom(0, 0, 1, 2, 2),
        fc.boolean(),
      )
      .map(
        ([p, items, step, compact]) =>
          (indent: number) =>
            `${p === "" ? "" : ` ${p}`}\n${items
              .map(item => {
                const value = item(indent + step);
                const lead = " ".repeat(Math.max(indent - 2 + step, 0));
                return `${lead}-${compact && value.startsWith("\n") ? ` ${value.slice(1).trimStart()}` : value}`;
              })
              .join("")}`,
      ),
  ),
}));

const head = fc.oneof(
  { weight: 10, arbitrary: fc.constant("") },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "---",
      "---\n",
      "--- # c\n",
      "%YAML 1.1\n---",
      "%YAML 1.2\n---",
      "%TAG !e! tag:yaml.org,2002:\n---",
      "%TAG ! !x\n%TAG ! !y\n---",
      "%FOO\n---",
      "# c\n",
      "\ufeff",
      "\n\n",
      "...\n",
      "x-a: &a {a: 1}\nx-b: &b {<<: *a, b: 2}\n",
    ),
  },
);
const tail = fc.oneof(
  { weight: 10, arbitrary: fc.constant("") },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "---\n[",
      "...\n[",
      "]",
      "\n---",
      "...",
      "%",
      "\x07",
      "---\n\x07",
      " ",
      "\t",
      "#",
      "\n:",
      "x",
      "- ",
      "? ",
    ),
  },
);

/** YAML made from its grammar, bent in places. */
export const structured: fc.Arbitrary<string> = fc
  .tuple(
    head,
    fc.oneof(
      block.map(make => make(0)),
      flow,
    ),
    tail,
  )
  .map(parts => parts.join(""));

/** Kubeconfigs and other texts with characters put in, taken out, doubled and moved. */
export const mutated: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(fc.constantFrom(...SEEDS), structured),
    fc.array(
      fc.tuple(
        fc.nat(3),
        fc.nat(10_000),
        fc.nat(12),
        fc.oneof(fc.constantFrom(...SNIPPETS), number, escaped),
      ),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([seed, changes]) => changes.reduce((out, change) => mutate(out, ...change), seed));

function mutate(seed: string, how: number, at: number, size: number, snippet: string): string {
  const from = seed.length === 0 ? 0 : at % seed.length;
  const to = from + size;
  if (how === 0) return seed.slice(0, from) + seed.slice(to);
  if (how === 1) return seed.slice(0, to) + seed.slice(from);
  return seed.slice(0, from) + snippet + seed.slice(how === 2 ? from : from + 1);
}

/** Every short text over the characters that mean something. */
export const soup: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...SNIPPETS, "a", "b", "a: ", "- a\n", "1"), { maxLength: 14 })
  .map(parts => parts.join(""));

const digits = fc.string({ unit: fc.constantFrom(..."0123456789__xXoObBeE+-..aFinN:"), maxLength: 9 });
const date = fc
  .tuple(
    fc.constantFrom("2001", "2000", "1900", "201", "20011"),
    fc.nat(14),
    fc.nat(33),
    fc.constantFrom("", "T", "t", " ", "  "),
    fc.nat(25),
    fc.nat(61),
    fc.nat(61),
    fc.constantFrom("", "Z", ".5", ".5Z", ",123456789012Z", "+01:00", "-24:60", "+25:00", "+1:00", " Z", "z"),
  )
  .map(([y, m, d, t, h, min, s, zone]) => `${y}-${m}-${d}${t === "" ? "" : `${t}${h}:${min}:${s}${zone}`}`);

/** Texts that look like numbers and dates, as values and as keys, with and without a tag. */
export const numbers: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom("", "", "!!int ", "!!float ", "!!timestamp ", "!!binary ", "! "),
    fc.oneof(digits, digits, number, date),
    fc.constantFrom("", ": x"),
  )
  .map(parts => parts.join(""));

const filler = fc.constantFrom("a", "\u00e9", "\u20ac", "\u{1f600}", "a b ", "# c\n", "\n", "a\n");

/** Texts around the bounds of keys (1024 characters) and of go-yaml's blocks of 512 bytes. */
export const long: fc.Arbitrary<string> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom("", "&a ", "!!str ", "- ", "? ", "{"),
      fc.constantFrom("", "'", '"'),
      fc.constantFrom("a", "\u00e9", "\u{1f600}"),
      fc.integer({ min: 1015, max: 1028 }),
      fc.constantFrom("", " ", "\n"),
    )
    .map(([before, quote, char, length, gap]) => `${before}${quote}${char.repeat(length)}${quote}${gap}: x`),
  fc
    .tuple(
      fc.constantFrom("", "\ufeff"),
      filler,
      fc.nat(600),
      fc.constantFrom("\n---\n", "\n...\n", "\n", "\n--- x"),
      filler,
      fc.nat(600),
      fc.constantFrom("\x07", "\x7f", "\ufffe", ""),
    )
    .map(([bom, a, m, mark, b, n, end]) => `${bom}${a.repeat(m)}${mark}${b.repeat(n)}${end}`),
);

/** Aliases of aliases, around the bound on what they may repeat, and nesting around the bound on depth. */
export const repeated: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 2, maxLength: 4 }).map(sizes =>
    sizes
      .map(
        (size, level) =>
          `l${level}: &l${level} [${Array(size)
            .fill(level === 0 ? "x" : `*l${level - 1}`)
            .join(",")}]\n`,
      )
      .join(""),
  ),
  fc
    .tuple(fc.integer({ min: 1, max: 12_000 }), fc.integer({ min: 1, max: 12_000 }))
    .map(
      ([plainItems, aliases]) =>
        `a: &a [${"x,".repeat(40)}]\nb: [${"y,".repeat(plainItems)}]\nc: [${"*a,".repeat(aliases)}]\n`,
    ),
  fc
    .tuple(fc.constantFrom("[", "{a: ", "- ", "? ", "[a: "), fc.integer({ min: 9_990, max: 10_010 }))
    .map(
      ([open, depth]) =>
        open.repeat(depth) + (open.startsWith("[") ? "]" : open === "{a: " ? "}" : "").repeat(depth),
    ),
);

/** Bytes: broken UTF-8, and UTF-16 in both orders, broken or not, in the first document or behind it. */
export const bytes: fc.Arbitrary<Uint8Array> = fc
  .tuple(
    fc.constantFrom("utf8", "utf16le", "utf16be"),
    fc.oneof(long, fc.constantFrom(...SEEDS)),
    fc.nat(5000),
    fc.constantFrom(
      [],
      [0xff],
      [0xc3],
      [0xed, 0xa0, 0x80],
      [0xf5, 0x80, 0x80, 0x80],
      [0xe2, 0x82],
      [0xc0, 0x80],
      [0x00, 0xd8],
      [0xd8, 0x00],
    ),
  )
  .map(([encoding, text, at, broken]) => {
    const encoded = encoding === "utf8" ? Buffer.from(text) : Buffer.from(`\ufeff${text}`, "utf16le");
    if (encoding === "utf16be" && encoded.length % 2 === 0) encoded.swap16();
    const cut = Math.min(at, encoded.length);
    return Buffer.concat([encoded.subarray(0, cut), Buffer.from(broken), encoded.subarray(cut)]);
  });
