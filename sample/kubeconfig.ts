/** A scalar field, or a block of them; what is undefined is left out. */
export type Fields = { readonly [field: string]: string | boolean | Fields | readonly Fields[] | undefined };

export interface KubeconfigParts {
  readonly clusters: Readonly<Record<string, Fields>>;
  readonly users: Readonly<Record<string, Fields>>;
  readonly contexts: Readonly<Record<string, Fields>>;
  readonly currentContext?: string;
  /** A line of comment above everything. */
  readonly comment?: string;
}

/** The text of a kubeconfig, laid out as kubectl writes one. */
export function kubeconfig(parts: KubeconfigParts): string {
  return [
    ...(parts.comment === undefined ? [] : [`# ${parts.comment}`]),
    "apiVersion: v1",
    "clusters:",
    ...entries("cluster", parts.clusters),
    "contexts:",
    ...entries("context", parts.contexts),
    `current-context: ${scalar(parts.currentContext ?? "")}`,
    "kind: Config",
    "users:",
    ...entries("user", parts.users),
    "",
  ].join("\n");
}

function entries(kind: string, all: Readonly<Record<string, Fields>>): string[] {
  return Object.entries(all).flatMap(([name, fields]) => [
    `- ${kind}:`,
    ...block(fields, "    "),
    `  name: ${scalar(name)}`,
  ]);
}

function block(fields: Fields, indent: string): string[] {
  return Object.entries(fields).flatMap(([key, value]) => {
    if (value === undefined) return [];
    if (typeof value === "string" || typeof value === "boolean") return [`${indent}${key}: ${scalar(value)}`];
    if (isList(value)) return [`${indent}${key}:`, ...value.flatMap(item => listItem(item, indent))];
    return [`${indent}${key}:`, ...block(value, `${indent}  `)];
  });
}

function isList(value: Fields | readonly Fields[]): value is readonly Fields[] {
  return Array.isArray(value);
}

/** An item whose only field is "" stands for its value alone. */
function listItem(item: Fields, indent: string): string[] {
  const alone = item[""];
  if (typeof alone === "string") return [`${indent}- ${scalar(alone)}`];
  return block(item, `${indent}  `).map((line, index) =>
    index === 0 ? `${indent}- ${line.trimStart()}` : line,
  );
}

/** Plain where YAML reads it back as the same string, else quoted as JSON. */
function scalar(value: string | boolean): string {
  if (typeof value === "boolean") return String(value);
  return /^[A-Za-z/][\w./:@+=-]*$/.test(value) && !/^(true|false|yes|no|on|off|null)$/i.test(value)
    ? value
    : JSON.stringify(value);
}
