import { decodeBase64 } from "../bytes/base64.ts";
import { utf8Bytes } from "../bytes/bytes.ts";
import { type Message, render, say } from "../message.ts";
import { readPem } from "./pem.ts";
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

/** Base64 but for one thing, which is named; and what it would hold. */
function almostBase64(value: string, reason: Message): RequestReading {
  const joined = value.replace(/[ \t]+/g, "");
  const blanks = decodeBase64(joined);
  if (blanks.ok) {
    return {
      ...requestIn(blanks.value),
      refusal: say(
        'blanks stand in its base64, as where a value wraps over lines: put it on one line, or in a block that starts with "|"',
      ),
    };
  }
  const standard = joined.replaceAll("-", "+").replaceAll("_", "/");
  // A last character alone is less than a byte.
  const bytes = standard.length % 4 === 1 ? standard.slice(0, -1) : standard;
  const whole = decodeBase64(bytes.padEnd(Math.ceil(bytes.length / 4) * 4, "="));
  if (!whole.ok) return { refusal: reason };
  return {
    ...requestIn(whole.value),
    refusal:
      standard === joined
        ? say('it is not whole base64: characters or the "=" at its end are missing')
        : say('it is base64 for URLs: write "+" for "-" and "/" for "_"'),
  };
}

function requestIn(bytes: Uint8Array): Pick<RequestReading, "request"> {
  const { request } = readRequestBytes(bytes);
  return request === undefined ? {} : { request };
}
