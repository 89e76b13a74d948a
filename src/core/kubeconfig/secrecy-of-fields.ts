import { decodeBase64 } from "../bytes/base64.ts";
import { latin1 } from "../bytes/bytes.ts";
import { hasCredential } from "../credential.ts";
import type { ScalarNode } from "../yaml/node.ts";
import type { MappingKind } from "./model.ts";
import type { SchemaField } from "./schema/types.ts";
import { misplacedContent, shownAddress, shownText } from "./secrecy.ts";

/**
 * What may be shown of the value of a field, with U+0000 for what may not; undefined for nothing. Only what is known to be
 * public is shown, so a field that nobody thought of stays hidden.
 */
export function shownScalar(
  kind: MappingKind,
  field: SchemaField & { readonly key: string },
  { text, value }: ScalarNode,
): string | undefined {
  if (text === "" || value.type === "null") return text;
  if (field.secret === true) return undefined;
  if (field.go === "bool") return value.type === "bool" ? text : undefined;
  if (field.values !== undefined) return field.values.includes(text) ? text : undefined;
  switch (field.holds) {
    case "reference":
      return whole(text);
    case "file":
      return misplacedContent(text) === undefined ? text : undefined;
    case "data":
      return isCertificates(text) ? text : undefined;
    case "plain":
      return PLAIN[kind]?.[field.key]?.(text);
    default:
      return undefined;
  }
}

type Show = (text: string) => string | undefined;

const whole: Show = text => (hasCredential(text) ? undefined : text);
const word: Show = text => (/^[\w./-]{1,64}$/.test(text) ? whole(text) : undefined);
const command: Show = text => (shownText(text) === text ? text : undefined);
const address: Show = text => {
  const shown = shownAddress(text);
  return shown === text.replace(/\/$/, "") ? text : shown.replaceAll("…", "\0");
};

/** The plain fields whose values are names, addresses or words. */
const PLAIN: Readonly<Partial<Record<MappingKind, Readonly<Record<string, Show>>>>> = {
  "named-cluster": { name: whole },
  "named-user": { name: whole },
  "named-context": { name: whole },
  "named-extension": { name: word },
  cluster: { server: address, "proxy-url": address, "tls-server-name": word },
  user: { as: whole, "as-uid": whole, "as-groups": whole },
  context: { namespace: word },
  "auth-provider": { name: word },
  exec: { command },
};

/** Whether base64 holds PEM certificates and nothing that is called a key. */
function isCertificates(base64: string): boolean {
  const bytes = decodeBase64(base64);
  if (!bytes.ok) return false;
  const text = latin1(bytes.value);
  const labels = [...text.matchAll(/-----BEGIN ([^-\n]*)-----/g)].map(([, label]) => label);
  return labels.length > 0 && labels.every(label => label === "CERTIFICATE");
}
