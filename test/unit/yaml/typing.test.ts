import { strict as assert } from "node:assert";
import { readYaml } from "../../../src/core/yaml/index.ts";
import { toJson } from "../../../src/core/yaml/json.ts";

/** The JSON of each text, or the reason of its refusal. */
function outcome(text: string): string {
  const { root, refusal } = readYaml(text);
  return refusal?.reason ?? (root === undefined ? "nothing" : (toJson(root) ?? "no JSON"));
}

function outcomes(texts: string): Record<string, string> {
  return Object.fromEntries(texts.split(" ").map(text => [text, outcome(`v: ${text}`).slice(5, -1)]));
}

describe("types of plain scalars", () => {
  it("reads the words of YAML 1.1 as booleans and null", () => {
    assert.deepEqual(
      outcomes("y Y yes Yes YES on On ON true True TRUE"),
      all("true", "y Y yes Yes YES on On ON true True TRUE"),
    );
    assert.deepEqual(
      outcomes("n N no No NO off Off OFF false False FALSE"),
      all("false", "n N no No NO off Off OFF false False FALSE"),
    );
    assert.deepEqual(outcomes("~ null Null NULL"), all("null", "~ null Null NULL"));
  });

  it("reads integers in every base, as large as 64 bits hold", () => {
    assert.deepEqual(
      outcomes("1 +1 -1 017 0o17 0b1 0x1f -0x1F 1_000 0_1 -0 0b-1 9223372036854775808 18446744073709551615"),
      {
        "1": "1",
        "+1": "1",
        "-1": "-1",
        "017": "15",
        "0o17": "15",
        "0b1": "1",
        "0x1f": "31",
        "-0x1F": "-31",
        "1_000": "1000",
        "0_1": "1",
        "-0": "0",
        "0b-1": "-1",
        "9223372036854775808": "9223372036854775808",
        "18446744073709551615": "18446744073709551615",
      },
    );
  });

  it("reads floats, and larger integers as floats, and spells them as Go does", () => {
    assert.deepEqual(outcomes(".5 5. 1e3 1E3 1e+3 1.5e3 09.5 08 1e21 1e-7 -0.0 18446744073709551616 .5_0"), {
      ".5": "0.5",
      "5.": "5",
      "1e3": "1000",
      "1E3": "1000",
      "1e+3": "1000",
      "1.5e3": "1500",
      "09.5": "9.5",
      "08": "8",
      "1e21": "1e+21",
      "1e-7": "1e-7",
      "-0.0": "-0",
      "18446744073709551616": "18446744073709552000",
      ".5_0": "0.5",
    });
  });

  it("leaves what only looks typed a string", () => {
    const strings = "yEs tRUE 1:20 2001-01-01 = << inf nan 1,000 0.1.2 1e _1 0b2 1e400 ._5 0x a:b";
    assert.deepEqual(
      outcomes(strings),
      Object.fromEntries(strings.split(" ").map(text => [text, JSON.stringify(text)])),
    );
  });

  it("never types what stands in quotes or a block", () => {
    assert.equal(outcome("a: 'yes'\nb: \"1\"\nc: |-\n  null\n"), '{"a":"yes","b":"1","c":"null"}');
  });

  it("refuses infinity and not-a-number, unless a later duplicate takes the place", () => {
    assert.deepEqual(["a: .inf", "a: -.inf", "a: [.nan]", "a: .inf\na: 1"].map(outcome), [
      "no-json-value",
      "no-json-value",
      "no-json-value",
      '{"a":1}',
    ]);
  });
});

describe("tags", () => {
  const cases: Readonly<Record<string, string>> = {
    "!!str 123": '"123"',
    "!!str": '""',
    "! 123": '"123"',
    "!foo x": '"x"',
    "!!float 1": "1",
    "!!int 1.5": "bad-value",
    "!!int": "bad-value",
    "!!bool yes": "true",
    "!!bool maybe": "bad-value",
    "!!null ''": "null",
    "!!null x": "bad-value",
    "!!timestamp 2001-01-01": '"2001-01-01"',
    "!!timestamp 2001-02-30": "bad-value",
    "!!timestamp 2001-01-01T01:02:03.5+01:00": '"2001-01-01T01:02:03.5+01:00"',
    "!!timestamp 1": "bad-value",
    "!!binary aGk=": '"hi"',
    "!!binary /w==": '"\ufffd"',
    "!!binary a": "bad-value",
    "!<tag:yaml.org,2002:int> 7": "7",
    "!!seq {a: 1}": '{"a":1}',
    "!e!x 1": "syntax",
  };
  it("mean what go-yaml makes of them", () => {
    assert.deepEqual(Object.fromEntries(Object.keys(cases).map(text => [text, outcome(text)])), cases);
  });
});

describe("keys", () => {
  const cases: Readonly<Record<string, string>> = {
    "1: x": '{"1":"x"}',
    "0x10: x": '{"16":"x"}',
    "yes: x": '{"true":"x"}',
    "1.50: x": '{"1.5":"x"}',
    "1e6: x": '{"1e+06":"x"}',
    "0.1: x": '{"0.1":"x"}',
    "0.00001: x": '{"1e-05":"x"}',
    ".inf: x": '{".inf":"x"}',
    "2001-01-01: x": '{"2001-01-01":"x"}',
    "~: x": "no-json-key",
    "? \n: x": "no-json-key",
    "18446744073709551615: x": "no-json-key",
    "? [a]\n: x": "bad-key",
    "a: {null: 1}\na: 2": '{"a":2}',
    "a: &k b\n*k : c": '{"a":"b","b":"c"}',
  };
  it("become strings, or are refused", () => {
    assert.deepEqual(Object.fromEntries(Object.keys(cases).map(text => [text, outcome(text)])), cases);
  });
});

describe("aliases and merges", () => {
  const cases: Readonly<Record<string, string>> = {
    "a: &x 1\nb: *x": '{"a":1,"b":1}',
    "a: *x": "unknown-anchor",
    "a: &x [*x]": "alias-cycle",
    "a: &x {<<: *x}": "alias-cycle",
    "a: &x {k: 1}\nb:\n  <<: *x\n  k: 2": '{"a":{"k":1},"b":{"k":2}}',
    "a: &x {k: 1}\nb:\n  k: 2\n  <<: *x": '{"a":{"k":1},"b":{"k":1}}',
    "<<: [{k: 1, l: 1}, {k: 2, m: 2}]": '{"k":1,"l":1,"m":2}',
    "<<: 1": "bad-merge",
    "<<:": "bad-merge",
    "<<: [[]]": "bad-merge",
    "a: &x 1\n<<: *x": "bad-merge",
    "'<<': 1": '{"\\u003c\\u003c":1}',
    "!!merge <<: {a: 1}": '{"a":1}',
  };
  it("are followed as go-yaml follows them", () => {
    const spelt = Object.entries(cases).map(([text, json]) => [text, json.replaceAll("\\u003c", "<")]);
    assert.deepEqual(
      Object.fromEntries(Object.keys(cases).map(text => [text, outcome(text)])),
      Object.fromEntries(spelt),
    );
  });

  it("are refused when they repeat too much", () => {
    const levels = "bcdefghi".split("").map((name, index) => {
      const below = String.fromCharCode(97 + index);
      return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${below}`).join(", ")}]\n`;
    });
    assert.equal(outcome(`a: &a [x, x, x]\n${levels.join("")}`), "excessive-aliasing");
  });

  it("stop at the very alias where go-yaml does", () => {
    const list = (length: number, item: string) => `[${Array(length).fill(item).join(",")}]`;
    const text = (last: number) =>
      `a: &a ${list(28, "x")}\nb: &b ${list(6, "*a")}\nc: &c ${list(last, "*b")}\n`;
    assert.notEqual(outcome(text(48)), "excessive-aliasing");
    assert.equal(outcome(text(49)), "excessive-aliasing");
  });
});

function all(json: string, texts: string): Record<string, string> {
  return Object.fromEntries(texts.split(" ").map(text => [text, json]));
}
