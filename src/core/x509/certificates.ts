import { utf8Bytes } from "../bytes/bytes.ts";
import { render, say } from "../message.ts";
import type { Result } from "../result.ts";
import { decodeCertificate, refusalOf } from "./certificate.ts";
import { blocksWithHeaders, foreignBlocks, type LostBlock, lostBlocks } from "./lost-blocks.ts";
import { readPem } from "./pem.ts";
import type { Certificate, PemBlock } from "./types.ts";

/** A certificate of a PEM text and the block it stands in. */
export interface CertificateEntry {
  readonly block: PemBlock;
  readonly certificate: Result<Certificate>;
}

export interface CertificateList {
  /** In the order of the text: the leaf comes first in a client certificate. */
  readonly entries: readonly CertificateEntry[];
  /** Blocks with another label, which kubectl skips. */
  readonly skipped: readonly PemBlock[];
  /** Blocks that are none to Go, or no certificates by their label, beside others that are read. */
  readonly lost: readonly LostBlock[];
  /** Those of `entries` that no CA bundle may have. */
  readonly withHeaders: readonly LostBlock[];
}

/** Every `CERTIFICATE` block of a PEM text, decoded. */
export function decodeCertificates(pem: string | Uint8Array): CertificateList {
  const entries: CertificateEntry[] = [];
  const skipped: PemBlock[] = [];
  const data = typeof pem === "string" ? utf8Bytes(pem) : pem;
  const blocks = readPem(data);
  for (const block of blocks) {
    if (block.label === "CERTIFICATE") {
      entries.push({ block, certificate: decodeCertificate(block.der) });
    } else {
      skipped.push(block);
    }
  }
  return {
    entries,
    skipped,
    lost: blocks.length === 0 ? [] : lostBeside(data, blocks, entries.length > 0),
    withHeaders: blocksWithHeaders(data, blocks),
  };
}

function lostBeside(data: Uint8Array, blocks: readonly PemBlock[], some: boolean): readonly LostBlock[] {
  const lost = lostBlocks(data, blocks);
  const foreign = some ? foreignBlocks(data, blocks) : [];
  return foreign.length === 0 ? lost : [...lost, ...foreign].sort((a, b) => a.line - b.line);
}

/**
 * The certificates a client trusts with this CA bundle, as client-go reads it (client-go transport/transport.go
 * rootCertPool): blocks with another label or with headers, and certificates that do not parse, are skipped as long as
 * one certificate is left. Codes of a failure: `no-pem`, `no-certificate`, `certificate`.
 */
export function readCaBundle(pem: string | Uint8Array): Result<readonly Certificate[]> {
  const data = typeof pem === "string" ? utf8Bytes(pem) : pem;
  const blocks = readPem(data);
  const trusted: Certificate[] = [];
  let error: string | undefined;
  for (const block of blocks) {
    if (block.label === "CERTIFICATE" && block.headers.size === 0) {
      const reading = decodeCertificate(block.der);
      const refused = reading.ok ? refusalOf(reading.value) : render(reading.message);
      if (reading.ok && refused === undefined) {
        trusted.push(reading.value);
      }
      error ??= refused;
    }
  }
  if (trusted.length > 0) {
    return { ok: true, value: trusted };
  }
  if (error !== undefined) {
    return { ok: false, code: "certificate", message: say("failed to parse certificate: {0}", error) };
  }
  const endsInBlock = (blocks.at(-1)?.end ?? -1) === data.length || data.length === 0;
  return endsInBlock
    ? { ok: false, code: "no-certificate", message: say("no valid certificate authority data seen") }
    : { ok: false, code: "no-pem", message: say("unable to parse bytes as PEM block") };
}
