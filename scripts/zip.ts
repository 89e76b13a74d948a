import { inflateRawSync } from "node:zlib";

export interface ZipEntry {
  readonly name: string;
  /** Bytes, unpacked. */
  readonly size: number;
  readonly read: () => Buffer;
}

/**
 * The files of a zip archive, by its central directory (APPNOTE 6.3.10, 4.3): stored or deflated, one disk, no
 * zip64, which is all that VSIX and lambda layers use.
 * @throws Error when it is no such archive
 */
export function readZip(archive: Buffer): ZipEntry[] {
  const end = archive.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  if (end === -1) throw new Error("Not a zip archive: no end of central directory");
  const entries: ZipEntry[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    if (archive.readUInt32LE(at) !== 0x02014b50) throw new Error("Not a zip archive: bad central directory");
    const method = archive.readUInt16LE(at + 10);
    const packed = archive.readUInt32LE(at + 20);
    const nameLength = archive.readUInt16LE(at + 28);
    const header = archive.readUInt32LE(at + 42);
    entries.push({
      name: archive.toString("utf8", at + 46, at + 46 + nameLength),
      size: archive.readUInt32LE(at + 24),
      read: () => unpack(archive, header, packed, method),
    });
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}

function unpack(archive: Buffer, header: number, packed: number, method: number): Buffer {
  const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
  const data = archive.subarray(start, start + packed);
  if (method === 0) return data;
  if (method === 8) return inflateRawSync(data);
  throw new Error(`Compression method ${method} is not known here`);
}
