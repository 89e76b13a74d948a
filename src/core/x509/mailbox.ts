/** An email address split at its `@`; `local` is unquoted. */
export interface Mailbox {
  readonly local: string;
  readonly domain: string;
}

/** Read a mailbox as Go does for certificates (crypto/x509 parseRFC2821Mailbox): RFC 2821 with RFC 3696's leniency. */
export function parseMailbox(text: string): Mailbox | undefined {
  const quoted = text.startsWith('"');
  const read = quoted ? readQuoted(text) : readAtoms(text);
  if (read === undefined || text[read.end] !== "@") {
    return undefined;
  }
  const domain = text.slice(read.end + 1);
  return isMailDomain(domain) ? { local: read.local, domain } : undefined;
}

interface LocalPart {
  readonly local: string;
  readonly end: number;
}

function readQuoted(text: string): LocalPart | undefined {
  let local = "";
  for (let i = 1; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '"') {
      return { local, end: i + 1 };
    }
    if (char === "\\") {
      i++;
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the ABNF names control characters.
      if (!/[\x01-\x09\x0b\x0c\x0e-\x7f]/.test(text.charAt(i))) {
        return undefined;
      }
      local += text.charAt(i);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the ABNF names control characters.
    } else if (/[\x01-\x08\x0b\x0c\x0e-\x21\x23-\x5b\x5d-\x7f]/.test(char)) {
      local += char;
    } else {
      return undefined;
    }
  }
  return undefined;
}

function readAtoms(text: string): LocalPart | undefined {
  let local = "";
  let i = 0;
  while (i < text.length) {
    if (text[i] === "\\") {
      i++;
      if (i === text.length) {
        return undefined;
      }
    } else if (!/[0-9a-zA-Z!#$%&'*+\-/=?^_`{|}~.]/.test(text.charAt(i))) {
      break;
    }
    local += text.charAt(i);
    i++;
  }
  const badDots = local.startsWith(".") || local.endsWith(".") || local.includes("..");
  return local === "" || badDots ? undefined : { local, end: i };
}

/** Anything in non-empty labels of visible characters; an empty domain passes in Go, as it has no labels. */
function isMailDomain(domain: string): boolean {
  return domain === "" || domain.split(".").every(label => /^[\x21-\x7e]+$/.test(label));
}
