import { Buffer } from 'node:buffer';
import type { Table } from './object-table.ts';

export interface PdfObject {
  readonly number: number;
  readonly generation: number;
  /** What stands between `obj` and `endobj`. */
  readonly bytes: Buffer;
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
 * A PDF with newer objects in place of some of its own, as an update at its end (ISO 32000, 7.5.6). Where it has no table of
 * objects none is written: then readers look for the objects themselves, and the last one counts.
 */
export function appendObjects(
  file: Buffer,
  table: Table | 'none',
  objects: readonly PdfObject[],
): Buffer {
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
  if (table !== 'none') {
    const tableAt = offset;
    add(table.isStream ? tableStream(placed, table, tableAt) : tableText(placed, table));
    add(Buffer.from(`startxref\n${tableAt}\n%%EOF\n`));
  }
  return Buffer.concat(parts);
}
