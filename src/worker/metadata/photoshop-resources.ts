import { Buffer } from 'node:buffer';

const signature = '8BIM';
/** Signature, number, an empty name and a length. */
const emptyBytes = 12;
/** More than any real file has. */
const mostResources = 1000;

export const resource = { iptc: 0x0404, exif: 0x0422, xmp: 0x0424 } as const;

/** The content of one of Photoshop's resources (IPTC lives in one); null when it is not there or cut. */
export function findResource(bytes: Buffer, wanted: number): Buffer | null {
  let at = 0;
  for (let count = 0; count < mostResources && at + emptyBytes <= bytes.length; count += 1) {
    if (bytes.toString('latin1', at, at + 4) !== signature) return null;
    const nameBytes = (bytes[at + 6] ?? 0) + 1;
    const lengthAt = at + 6 + nameBytes + (nameBytes % 2);
    if (lengthAt + 4 > bytes.length) return null;
    const start = lengthAt + 4;
    const end = start + bytes.readUInt32BE(lengthAt);
    if (end > bytes.length) return null;
    if (bytes.readUInt16BE(at + 4) === wanted) return bytes.subarray(start, end);
    at = end + ((end - start) % 2);
  }
  return null;
}

export function iptcResource(iptc: Buffer): Buffer {
  const head = Buffer.alloc(emptyBytes);
  head.write(signature, 'latin1');
  head.writeUInt16BE(resource.iptc, 4);
  head.writeUInt32BE(iptc.length, 8);
  return Buffer.concat([head, iptc, Buffer.alloc(iptc.length % 2)]);
}
