import { say } from "../message.ts";
import { binaryText } from "./binary.ts";
import type { ScalarValue, YamlRefusal } from "./node.ts";
import { isTimestamp } from "./timestamp.ts";

const PREFIX = "tag:yaml.org,2002:";
const BOOL = `${PREFIX}bool`;
const INT = `${PREFIX}int`;
const FLOAT = `${PREFIX}float`;
const NULL = `${PREFIX}null`;
const TIMESTAMP = `${PREFIX}timestamp`;
const BINARY = `${PREFIX}binary`;
export const MERGE_TAG = `${PREFIX}merge`;

const NULL_VALUE: ScalarValue = { type: "null" };
const WORDS: ReadonlyMap<string, ScalarValue> = new Map([
  ...words({ type: "bool", value: true }, "y Y yes Yes YES true True TRUE on On ON"),
  ...words({ type: "bool", value: false }, "n N no No NO false False FALSE off Off OFF"),
  ...words(NULL_VALUE, "~ null Null NULL"),
  ...words({ type: "float", json: ".nan" }, ".nan .NaN .NAN"),
  ...words({ type: "float", json: ".inf" }, ".inf .Inf .INF +.inf +.Inf +.INF"),
  ...words({ type: "float", json: "-.inf" }, "-.inf -.Inf -.INF"),
]);

function words(value: ScalarValue, list: string): [string, ScalarValue][] {
  return list.split(" ").map(word => [word, value]);
}

/** What a plain scalar without a tag means to kubectl. Source: go-yaml v2 resolve.go. */
export function plainValue(text: string): ScalarValue {
  if (text.length === 0) {
    return NULL_VALUE;
  }
  if (!MAY_BE_TYPED.has(text.charCodeAt(0))) {
    return { type: "string", value: text };
  }
  const word = text.length <= 5 ? WORDS.get(text) : undefined;
  return word ?? numberValue(text) ?? { type: "string", value: text };
}

const MAY_BE_TYPED: ReadonlySet<number> = new Set(
  [..."+-.0123456789yYnNtTfFoO~"].map(char => char.charCodeAt(0)),
);
const NUMERIC = /^[-+.0-9]/;
const FLOAT_SHAPE = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

function numberValue(text: string): ScalarValue | undefined {
  if (!NUMERIC.test(text)) {
    return undefined;
  }
  if (text.startsWith(".")) {
    // Here go-yaml leaves underscores to Go's ParseFloat, which wants a digit on both sides.
    return /(?:^|[^0-9])_|_(?:[^0-9]|$)/.test(text) ? undefined : floatValue(text.replaceAll("_", ""));
  }
  const plain = text.includes("_") ? text.replaceAll("_", "") : text;
  return intValue(plain) ?? floatValue(plain) ?? oddBinary(plain);
}

const INTEGER = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[oO]?([0-7]+)|0[bB]([01]+)|(0|[1-9][0-9]*))$/;

/** An integer as Go's ParseInt and ParseUint take it with base 0, in 64 bits. */
function intValue(text: string): ScalarValue | undefined {
  const match = INTEGER.exec(text);
  if (match === null) {
    return undefined;
  }
  const [, sign = "", hex, octal, binary, decimal = ""] = match;
  if (decimal !== "" && decimal.length < 16) {
    return { type: "int", json: sign === "-" && decimal !== "0" ? `-${decimal}` : decimal };
  }
  const prefix = hex !== undefined ? "0x" : octal !== undefined ? "0o" : binary !== undefined ? "0b" : "";
  const digits = (hex ?? octal ?? binary ?? decimal).replace(/^0+(?=.)/, "");
  return digits.length > MAX_DIGITS ? undefined : bounded(BigInt(prefix + digits), sign);
}

/** No 64-bit integer has more digits in any base. */
const MAX_DIGITS = 64;

function bounded(magnitude: bigint, sign: string): ScalarValue | undefined {
  const inRange =
    sign === "-" ? magnitude <= 1n << 63n : sign === "+" ? magnitude < 1n << 63n : magnitude < 1n << 64n;
  return inRange ? { type: "int", json: String(sign === "-" ? -magnitude : magnitude) } : undefined;
}

/** `0b-1` and `0b+1`, which go-yaml reads although Go does not. */
function oddBinary(text: string): ScalarValue | undefined {
  const match = /^0b([-+])([01]{1,64})$/.exec(text);
  return match === null ? undefined : bounded(BigInt(`0b${match[2] ?? ""}`), match[1] ?? "");
}

function floatValue(text: string): ScalarValue | undefined {
  if (!FLOAT_SHAPE.test(text)) {
    return undefined;
  }
  const value = Number(text);
  return Number.isFinite(value) ? { type: "float", json: jsonNumber(value) } : undefined;
}

/** A finite number as Go's encoding/json spells it, which differs from JavaScript only for -0. */
function jsonNumber(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

export interface Typed {
  readonly value: ScalarValue;
  /** Why kubectl refuses the file, when the text does not fit the tag. */
  readonly failure?: Pick<YamlRefusal, "reason" | "message">;
}

/** What a scalar with a tag, written out in full, means to kubectl. Source: go-yaml v2 resolve.go, decode.go. */
export function taggedValue(tag: string, text: string): Typed {
  const asString: ScalarValue = { type: "string", value: text };
  switch (tag) {
    case BINARY: {
      const decoded = binaryText(text);
      return decoded === undefined
        ? { value: asString, failure: badValue("This is not valid base64, which !!binary asks for.") }
        : { value: { type: "string", value: decoded } };
    }
    case BOOL:
    case INT:
    case FLOAT:
    case NULL:
      return coerce(tag, text);
    case TIMESTAMP:
      return isTimestamp(text)
        ? { value: asString }
        : { value: asString, failure: badValue("This is not a date, which !!timestamp asks for.") };
    default:
      return { value: asString };
  }
}

function coerce(tag: string, text: string): Typed {
  const value = plainValue(text);
  const wanted = tag.slice(PREFIX.length);
  if (value.type === wanted) {
    return { value };
  }
  if (tag === FLOAT && value.type === "int" && BigInt(value.json) < 1n << 63n) {
    return { value: { type: "float", json: jsonNumber(Number(value.json)) } };
  }
  return {
    value: { type: "string", value: text },
    failure: {
      reason: "bad-value",
      message: say("This value does not fit its tag !!{0}. kubectl refuses the file.", wanted),
    },
  };
}

function badValue(template: string): Pick<YamlRefusal, "reason" | "message"> {
  return { reason: "bad-value", message: say(`${template} kubectl refuses the file.`) };
}
