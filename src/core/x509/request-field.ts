import { decodeBase64 } from "../bytes/base64.ts";
import { utf8Bytes } from "../bytes/bytes.ts";
import { type Message, render, say } from "../message.ts";
import { readPem } from "./pem.ts";
import { codePoint } from "./pem-defect.ts";
import { type RequestReading, readRequestBytes } from "./request-reading.ts";

/** What people write in place of a value is short. Characters. */
const LONGEST_WORDS = 500;

/** Kubernetes pkg/apis/certificates, ParseCSR. */
export const NOT_A_REQUEST = "PEM block type must be CERTIFICATE REQUEST";

/** `<base64>`, `%CSR%`, `__CSR__`, `BASE64_OF_CSR`, `LS0t...`, `your request here` */
const PLACEHOLDERS: readonly RegExp[] = [
  /^<.*>$|^%\w+%$|\.\.\.|…/,
  /^__\w+__$|^[A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)+$/,
  /^(?:your|replace|insert|paste|put|enter|todo|base64)[\s_-]/i,
];

/**
 * Reads the value of `spec.request`, which encoding/json takes as base64 (of the standard alphabet, with its padding; line breaks
 * may stand in it): that of PEM whose first block is a CERTIFICATE REQUEST.
 */
export function readRequestField(value: string): RequestReading {
  // The template of a chart, which Helm fills in.
  if (value.includes("{{")) return {};
  const bytes = decodeBase64(value);
  if (!bytes.ok) return withAnswer(instead(value, bytes.message), render(bytes.message));
  const [block] = readPem(bytes.value);
  const reading = readRequestBytes(bytes.value);
  return block?.label === "CERTIFICATE REQUEST" ? reading : withAnswer(reading, NOT_A_REQUEST);
}

/** Why it is refused, and what the API server answers. */
function withAnswer(reading: RequestReading, answer: string): RequestReading {
  const { refusal } = reading;
  if (refusal === undefined || render(refusal) === answer) return reading;
  return { ...reading, refusal: say('{0} ("{1}")', render(refusal), answer) };
}

/** What is no base64. */
function instead(value: string, reason: Message): RequestReading {
  if (value.includes("-----BEGIN ")) {
    return {
      ...requestIn(utf8Bytes(value)),
      refusal: say("it is PEM as it stands, and base64 of it belongs there: base64 -w0 prints it"),
    };
  }
  const words = value.length > LONGEST_WORDS ? undefined : inPlaceOfBase64(value.trim());
  return words === undefined ? almostBase64(value, reason) : { refusal: words };
}

function inPlaceOfBase64(value: string): Message | undefined {
  if (/\$\(|\$\{|\$\w|`/.test(value)) {
    return say("a shell was to fill it in, and none did: put the base64 of the request there");
  }
  if (/^cat |\bbase64\b.*\s|\|/.test(value)) {
    return say("it is a command, and what that prints belongs there");
  }
  if (PLACEHOLDERS.some(each => each.test(value))) {
    return say("it is a placeholder: put the base64 of the request there");
  }
  return /^(?:@|file:|[.~]{0,2}\/)|\.(?:csr|pem|req|b64|base64|txt)$/i.test(value)
    ? say("it is the name of a file, and the base64 of what that file holds belongs there")
    : undefined;
}

interface Repair {
  readonly repaired: (value: string) => string;
  readonly why: Message;
}

/** What people do to base64, and how it is undone; one after another. */
const REPAIRS: readonly Repair[] = [
  {
    repaired: value =>
      value.trim().replace(/^(?:b?(["'])(.*)\1|(?:data:[^,]{0,100},|base64:)(.*))$/s, "$2$3"),
    why: say("something stands around its base64, and must go"),
  },
  {
    repaired: value => value.replaceAll("\\n", "\n"),
    why: say("its line breaks are written as {0}, which only double quotes in YAML turn into such", "\\n"),
  },
  {
    repaired: value => value.replace(/[ \t]+/g, ""),
    why: say(
      'blanks stand in its base64, as where a value wraps over lines: put it on one line, or in a block that starts with "|"',
    ),
  },
  {
    repaired: value => value.replaceAll("-", "+").replaceAll("_", "/"),
    why: say('it is base64 for URLs: write "+" for "-" and "/" for "_"'),
  },
  {
    repaired: filledUp,
    why: say('it is not whole base64: characters or the "=" at its end are missing'),
  },
];

/** A last character alone is less than a byte. */
function filledUp(value: string): string {
  const whole = value.length % 4 === 1 ? value.slice(0, -1) : value;
  return whole.padEnd(Math.ceil(whole.length / 4) * 4, "=");
}

/** Base64 but for one thing, which is named; and what it would hold. */
function almostBase64(value: string, reason: Message): RequestReading {
  let current = value;
  let refusal: Message | undefined;
  for (const { repaired, why } of REPAIRS) {
    const next = repaired(current);
    if (next !== current) refusal ??= why;
    current = next;
    const bytes = decodeBase64(current);
    if (bytes.ok) return { ...requestIn(bytes.value), refusal: refusal ?? why };
  }
  const odd = /[^A-Za-z0-9+/=\s]/u.exec(value)?.[0];
  if (odd === undefined) return { refusal: reason };
  const isSeen = /[\p{L}\p{N}\p{P}\p{S}]/u.test(odd);
  return { refusal: say('"{0}" is no character of base64', isSeen ? odd : codePoint(odd)) };
}

function requestIn(bytes: Uint8Array): Pick<RequestReading, "request"> {
  const { request } = readRequestBytes(bytes);
  return request === undefined ? {} : { request };
}
