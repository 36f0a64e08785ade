import { crc32 } from 'node:zlib';
import { buffer } from 'node:stream/consumers';
import yauzl from 'yauzl';

export interface Unpacked {
  readonly name: string;
  readonly bytes: Buffer;
  readonly modified: Date;
}

/** What another program finds in an archive; rejects when a name, a size or a checksum is not as it should be. */
export async function zipContents(path: string): Promise<Unpacked[]> {
  const zip = await yauzl.openPromise(path, { autoClose: false, strictFileNames: true });
  try {
    const unpacked: Unpacked[] = [];
    for await (const entry of zip.eachEntry()) {
      const bytes = await buffer(await zip.openReadStreamPromise(entry));
      if (crc32(bytes) !== entry.crc32) throw new Error(`${entry.fileName} is damaged`);
      const isMarked = (entry.generalPurposeBitFlag & 0x800) !== 0;
      if (/[^ -~]/.test(entry.fileName) && !isMarked) throw new Error('not marked as UTF-8');
      unpacked.push({ name: entry.fileName, bytes, modified: entry.getLastModDate() });
    }
    return unpacked;
  } finally {
    zip.close();
  }
}
