/** One record of a CSV file. */
export interface CsvRecord {
  readonly fields: readonly string[];
  /** The line where it begins, from 1. */
  readonly line: number;
}

/** Why Go reads no further. */
export interface CsvFailure {
  /** The line of the quote, from 1. */
  readonly quoteInLine: number;
}

/**
 * The records of a text as Go's encoding/csv reads them (reader.go, readRecord) with as many fields as each has: empty
 * lines are passed over, and a quoted field may go over several lines. What cannot be read is the last item.
 */
export function* readCsv(text: string): Iterable<CsvRecord | CsvFailure> {
  const lines = linesOf(text);
  for (let at = 0; at < lines.length; ) {
    if (isEmpty(lines[at])) {
      at++;
      continue;
    }
    const record = readRecord(lines, at);
    if ("quoteInLine" in record) return yield record;
    yield { fields: record.fields, line: at + 1 };
    at = record.next;
  }
}

/** With `\n` at their ends, as readLine makes them: `\r\n` becomes `\n`, and a `\r` at the end of the file is dropped. */
function linesOf(text: string): readonly string[] {
  const lines = text.split("\n");
  return lines.map((line, index) => {
    const plain = line.endsWith("\r") ? line.slice(0, -1) : line;
    return index < lines.length - 1 ? `${plain}\n` : plain;
  });
}

function isEmpty(line: string | undefined): boolean {
  return line === "" || line === "\n";
}

type Read = { readonly fields: readonly string[]; readonly next: number } | CsvFailure;

function readRecord(lines: readonly string[], first: number): Read {
  const fields: string[] = [];
  let at = first;
  let from = 0;
  for (;;) {
    const line = lines[at] ?? "";
    const field = line[from] === '"' ? readQuoted(lines, at, from + 1) : readPlain(line, at, from);
    if ("quoteInLine" in field) return field;
    fields.push(field.value);
    if (field.comma === undefined) return { fields, next: field.at + 1 };
    at = field.at;
    from = field.comma + 1;
  }
}

/** A field with the index of the line where it ends, and of the comma behind it; none at the end of the record. */
interface Field {
  readonly value: string;
  readonly at: number;
  readonly comma: number | undefined;
}

function readPlain(line: string, at: number, from: number): Field | CsvFailure {
  const found = line.indexOf(",", from);
  const comma = found < 0 ? undefined : found;
  const value = line.slice(from, comma ?? (line.endsWith("\n") ? -1 : undefined));
  return value.includes('"') ? { quoteInLine: at + 1 } : { value, at, comma };
}

/** @param from behind the quote that opens the field */
function readQuoted(lines: readonly string[], first: number, from: number): Field | CsvFailure {
  const parts: string[] = [];
  let start = from;
  for (let at = first; at < lines.length; ) {
    const line = lines[at] ?? "";
    const quote = line.indexOf('"', start);
    if (quote < 0) {
      parts.push(line.slice(start));
      at++;
      start = 0;
      continue;
    }
    parts.push(line.slice(start, quote));
    start = quote + 1;
    if (line[start] === '"') {
      parts.push('"');
      start++;
    } else if (line[start] === ",") return { value: parts.join(""), at, comma: start };
    else if (isEmpty(line.slice(start))) return { value: parts.join(""), at, comma: undefined };
    else return { quoteInLine: at + 1 };
  }
  return { quoteInLine: first + 1 };
}
