import { Buffer } from 'node:buffer';

export interface PdfObject {
  readonly number: number;
  readonly generation: number;
  /** What stands between `obj` and `endobj`. */
  readonly bytes: Buffer;
}

/** The last table of where objects are. */
interface Table {
  readonly start: number;
  readonly isStream: boolean;
  /** Of its trailer. */
  readonly root: string;
  readonly size: number;
}

/** Trailers are shorter. Bytes. */
const mostTrailerBytes = 4000;
const lastBytes = 2048;

/** Null where there is none that can be read; `isLocked` where the document is encrypted. */
function lastTable(file: Buffer): Table | 'is-locked' | null {
  const end = file.toString('latin1', Math.max(0, file.length - lastBytes));
  const named = /startxref\s+(\d+)\s+%%EOF/.exec(
    end.slice(Math.max(0, end.lastIndexOf('startxref'))),
  );
  const start = Number(named?.[1] ?? Number.NaN);
  if (!(start < file.length)) return null;
  const isStream = file.toString('latin1', start, start + 4) !== 'xref';
  const trailerAt = isStream ? start : file.indexOf('trailer', start);
  if (trailerAt === -1) return null;
  const [trailer = ''] = file
    .toString('latin1', trailerAt, trailerAt + mostTrailerBytes)
    .split(isStream ? 'stream' : 'startxref', 1);
  if (trailer.includes('/Encrypt')) return 'is-locked';
  const root = /\/Root\s+(\d+\s+\d+\s+R)/.exec(trailer)?.[1];
  const size = Number(/\/Size\s+(\d+)/.exec(trailer)?.[1] ?? Number.NaN);
  if (root === undefined || !(size > 0) || (isStream && !trailer.includes('/XRef'))) return null;
  return { start, isStream, root, size };
}

interface Placed extends PdfObject {
  readonly offset: number;
}

function tableText(objects: readonly Placed[], { start, root, size }: Table): Buffer {
  const digits = (value: number, count: number) => `${value}`.padStart(count, '0');
  const entries = objects.map(
    ({ number, generation, offset }) =>
      `${number} 1\n${digits(offset, 10)} ${digits(generation, 5)} n \n`,
  );
  const trailer = `trailer\n<< /Size ${size} /Root ${root} /Prev ${start} >>\n`;
  return Buffer.from(`xref\n${entries.join('')}${trailer}`);
}

/** The same as a stream, which is an object itself (ISO 32000, 7.5.8). */
function tableStream(objects: readonly Placed[], { start, root, size }: Table, offset: number) {
  const own = { number: size, generation: 0, offset };
  const entryBytes = 7;
  const all = [...objects, own];
  const entries = Buffer.alloc(all.length * entryBytes);
  all.forEach((object, at) => {
    entries.writeUInt8(1, at * entryBytes);
    entries.writeUInt32BE(object.offset, at * entryBytes + 1);
    entries.writeUInt16BE(object.generation, at * entryBytes + 5);
  });
  const index = all.map(({ number }) => `${number} 1`).join(' ');
  const facts = `/Type /XRef /W [1 4 2] /Index [${index}] /Size ${size + 1} /Root ${root} /Prev ${start}`;
  return Buffer.concat([
    Buffer.from(`${size} 0 obj\n<< ${facts} /Length ${entries.length} >>\nstream\n`),
    entries,
    Buffer.from('\nendstream\nendobj\n'),
  ]);
}

/**
 * A PDF with newer objects in place of some of its own, as an update at its end (ISO 32000, 7.5.6). Where its table of objects
 * cannot be found none is written: then readers look for the objects themselves, and the last one counts. Null for an
 * encrypted document.
 */
export function appendObjects(file: Buffer, objects: readonly PdfObject[]): Buffer | null {
  const table = lastTable(file);
  if (table === 'is-locked') return null;
  const parts: Buffer[] = [file, Buffer.from('\n')];
  let offset = file.length + 1;
  const add = (...more: readonly Buffer[]) => {
    parts.push(...more);
    for (const { length } of more) offset += length;
  };
  const placed: Placed[] = [];
  for (const object of objects.toSorted((a, b) => a.number - b.number)) {
    placed.push({ ...object, offset });
    const head = Buffer.from(`${object.number} ${object.generation} obj\n`);
    add(head, object.bytes, Buffer.from('\nendobj\n'));
  }
  if (table) {
    const tableAt = offset;
    add(table.isStream ? tableStream(placed, table, tableAt) : tableText(placed, table));
    add(Buffer.from(`startxref\n${tableAt}\n%%EOF\n`));
  }
  return Buffer.concat(parts);
}
