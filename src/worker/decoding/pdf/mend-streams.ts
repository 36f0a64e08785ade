import { Buffer } from 'node:buffer';
import { withHalftones } from './mmr-regions.ts';
import { appendObjects, type PdfObject } from './append-objects.ts';
import { lastTable, placesOf, type Table } from './object-table.ts';

const filterName = '/JBIG2Decode';
/** A dictionary of an image is shorter. Bytes. */
const mostDictionaryBytes = 4000;
const mostStreams = 10_000;
/** Of a document without a table. */
const mostObjects = 1_000_000;
/** The mended streams come on top of the file. */
const mostFileBytes = 500_000_000;

interface Head extends Omit<PdfObject, 'bytes'> {
  /** Where the object begins. */
  readonly at: number;
  readonly dictionary: string;
  /** Where its bytes do. */
  readonly start: number;
}

const headOf = /(\d{1,10})\s+(\d{1,5})\s+obj\s*(<<(?:(?!endobj|\bobj\b)[^])*)$/;
const tailOf = /^(?:(?!endobj|stream)[^])*>>\s*stream\r?\n/;
const numbersBefore = /(\d{1,10})\s+\d{1,5}\s+$/;
const length = /\/Length\s+(\d+)(\s+\d+\s+R)?/;
const onlyFilter = /\/Filter\s*(?:\/JBIG2Decode|\[\s*\/JBIG2Decode\s*\])/;

/** Where the bytes of a stream end: by its length where that is true, or before `endstream`. -1 for nowhere. */
function endOf(file: Buffer, dictionary: string, start: number): number {
  const [, bytes, isElsewhere] = length.exec(dictionary) ?? [];
  if (bytes !== undefined && isElsewhere === undefined) {
    const end = start + Number(bytes);
    if (/^\s*endstream/.test(file.toString('latin1', end, end + 12))) return end;
  }
  const end = file.indexOf('endstream', start);
  if (end === -1) return end;
  const isReturn = file[end - 2] === 0x0d && file[end - 1] === 0x0a;
  return Math.max(start, end - (isReturn ? 2 : 1));
}

/** The stream whose dictionary names the filter at a place. Null where it is not written as they usually are. */
function headAt(file: Buffer, at: number): Head | null {
  const before = file.toString('latin1', Math.max(0, at - mostDictionaryBytes), at);
  const after = file.toString('latin1', at, at + mostDictionaryBytes);
  const head = headOf.exec(before.slice(Math.max(0, before.lastIndexOf('obj') - 24)));
  const [tail] = tailOf.exec(after) ?? [];
  if (!head || tail === undefined) return null;
  const [all, number = '', generation = '', begun = ''] = head;
  const dictionary = begun + tail;
  if (!onlyFilter.test(dictionary)) return null;
  const place = { at: at - all.length, start: at + tail.length };
  return { number: Number(number), generation: Number(generation), dictionary, ...place };
}

function headsIn(file: Buffer): readonly Head[] {
  const heads: Head[] = [];
  let at = file.indexOf(filterName);
  for (let looked = 0; at !== -1 && looked < mostStreams; looked += 1) {
    const head = headAt(file, at);
    if (head) heads.push(head);
    at = file.indexOf(filterName, head?.start ?? at + filterName.length);
  }
  return heads;
}

/** Those whose number no other object has, not even in a stream: which of them counts is not asked. Null where that is not seen. */
function onlyOnes(file: Buffer, heads: readonly Head[]): readonly Head[] | null {
  // Objects packed into others, and other documents, hold more than what can be seen here.
  if (file.includes('/ObjStm') || file.includes('/EmbeddedFile')) return null;
  const counts = new Map(heads.map(({ number }) => [number, 0]));
  let at = file.indexOf('obj');
  for (let looked = 0; at !== -1; looked += 1) {
    if (looked === mostObjects) return null;
    const [, number] = numbersBefore.exec(file.toString('latin1', Math.max(0, at - 24), at)) ?? [];
    const count = counts.get(Number(number));
    if (count !== undefined) counts.set(Number(number), count + 1);
    at = file.indexOf('obj', at + 3);
  }
  return heads.filter(({ number }) => counts.get(number) === 1);
}

/**
 * Those that the document means by their number: not what an update replaced, nor what lies in an attachment. Null where its
 * table cannot be read.
 */
function usedOf(
  file: Buffer,
  table: Table | 'none',
  heads: readonly Head[],
): readonly Head[] | null {
  if (table === 'none') return onlyOnes(file, heads);
  const numbers = heads.map(({ number }) => number);
  const places = placesOf(file, table, numbers);
  if (!places) return null;
  return heads.filter(({ number, generation, at }) => {
    const place = places.get(number);
    return place?.offset === at && place.generation === generation;
  });
}

function mended(file: Buffer, stream: Head, end: number): PdfObject | null {
  const code = withHalftones(file.subarray(stream.start, end));
  if (!code) return null;
  const { number, generation } = stream;
  const dictionary = stream.dictionary.replace(length, `/Length ${code.length}`);
  const bytes = Buffer.concat([
    Buffer.from(dictionary, 'latin1'),
    code,
    Buffer.from('\nendstream'),
  ]);
  return { number, generation, bytes };
}

/**
 * A PDF whose pictures in JBIG2 are all such as PDFium draws: those coded by MMR are added to its end once more, as an
 * update of the document, so that they are drawn wherever they are used: as a picture, a mask or a stencil. Null where there
 * is nothing to mend. `onUnsure` hears that there may be: the document is encrypted, or it is not sure which of its objects
 * count.
 */
export function mendStreams(file: Buffer, onUnsure: () => void = () => undefined): Buffer | null {
  const table = file.length > mostFileBytes ? null : lastTable(file);
  const used = table && usedOf(file, table, headsIn(file));
  if (!table || !used) {
    onUnsure();
    return null;
  }
  const objects: PdfObject[] = [];
  let behind = 0;
  for (const head of used) {
    if (head.at < behind) continue;
    behind = endOf(file, head.dictionary, head.start);
    if (behind === -1) break;
    const object = mended(file, head, behind);
    if (object) objects.push(object);
  }
  return objects.length === 0 ? null : appendObjects(file, table, objects);
}
