import { hasCredential } from "../credential.ts";
import { type Message, say } from "../message.ts";
import type { NotDone, Result } from "../result.ts";
import { doubleQuoted } from "../yaml/write.ts";
import { ISSUANCES, type IssuedRecord, type IssuingCa } from "./record.ts";

/** Longer lines are read by nobody: a record has some hundred characters, and what it lists is bounded. */
const LONGEST = 64 * 1024;

/**
 * A record as a line of a JSON Lines file, without its end. What would hide or turn the text in a terminal is escaped.
 */
export function lineOf({ issued, notBefore, notAfter, ...rest }: IssuedRecord): string {
  return json({ issued: time(issued), ...rest, notBefore: time(notBefore), notAfter: time(notAfter) });
}

function time(ms: number): string {
  return new Date(ms).toISOString();
}

function json(value: unknown): string {
  if (typeof value === "string") return doubleQuoted(value);
  if (Array.isArray(value)) return `[${value.map(json).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([key, member]) => `${doubleQuoted(key)}:${json(member)}`).join(",")}}`;
}

/** What a line says. What it has beside the fields of a record is left out. Its content stands in no refusal. */
export function readLine(line: string): Result<IssuedRecord, NotDone> {
  if (line.length > LONGEST) return refused(say("it is longer than {0} characters", LONGEST));
  if (holdsSecret(line)) return refused(say("it holds a key or a token, which no record has"));
  const parsed = parse(line);
  if (parsed === undefined) return refused(say("it is no JSON object"));
  const record = recordIn(new Fields(parsed));
  return record === undefined
    ? refused(say("it lacks a field of a record, or has one of the wrong type"))
    : { ok: true, value: record };
}

/** Nothing of ours writes them; they are not repeated where somebody else did. */
function holdsSecret(line: string): boolean {
  return /PRIVATE KEY|-----BEGIN |LS0tLS1CRUdJTi/.test(line) || hasCredential(line);
}

function refused(reason: Message): NotDone {
  return { ok: false, reason };
}

function parse(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function recordIn(fields: Fields): IssuedRecord | undefined {
  const [issued, notBefore, notAfter] = ["issued", "notBefore", "notAfter"].map(key => fields.time(key));
  const [serial, fingerprint] = [fields.hex("serial"), fields.hex("fingerprint")];
  const [subject, user, file] = ["subject", "user", "file"].map(key => fields.text(key));
  const [groups, usages] = [fields.list("groups"), fields.list("usages")];
  const ca = caIn(fields);
  const times = issued !== undefined && notBefore !== undefined && notAfter !== undefined;
  const texts = subject !== undefined && user !== undefined && file !== undefined;
  const rest = groups !== undefined && usages !== undefined && ca !== undefined;
  if (!times || !texts || !rest || serial === undefined || fingerprint === undefined) return undefined;
  const issuance = ISSUANCES.find(each => each === fields.text("issuance"));
  const [uid, entry] = [fields.text("uid"), fields.text("entry")];
  return {
    issued,
    ...(issuance !== undefined && { issuance }),
    serial,
    fingerprint,
    subject,
    user,
    groups,
    ...(uid !== undefined && { uid }),
    usages,
    notBefore,
    notAfter,
    ca,
    file,
    ...(entry !== undefined && { entry }),
  };
}

function caIn(fields: Fields): IssuingCa | undefined {
  const inner = fields.object("ca");
  const [name, fingerprint] = [inner?.text("name"), inner?.hex("fingerprint")];
  return name === undefined || fingerprint === undefined ? undefined : { name, fingerprint };
}

/** The members of an object that came from outside. */
class Fields {
  readonly #members: ReadonlyMap<string, unknown>;

  constructor(value: object) {
    this.#members = new Map(Object.entries(value));
  }

  text(key: string): string | undefined {
    const value = this.#members.get(key);
    return typeof value === "string" ? value : undefined;
  }

  /** Hexadecimal digits, with a minus sign as a negative serial number has it. */
  hex(key: string): string | undefined {
    const value = this.text(key);
    return value !== undefined && /^-?[0-9a-f]{1,128}$/.test(value) ? value : undefined;
  }

  /** Milliseconds since the epoch. */
  time(key: string): number | undefined {
    const value = this.text(key) ?? "";
    const ms = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(value) ? Date.parse(value) : Number.NaN;
    return Number.isNaN(ms) ? undefined : ms;
  }

  list(key: string): readonly string[] | undefined {
    const value = this.#members.get(key);
    const isList = Array.isArray(value) && value.every(each => typeof each === "string");
    return isList ? value : undefined;
  }

  object(key: string): Fields | undefined {
    const value = this.#members.get(key);
    return typeof value === "object" && value !== null ? new Fields(value) : undefined;
  }
}
