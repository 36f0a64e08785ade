import { Buffer } from 'node:buffer';
import { withHalftones } from './mmr-regions.ts';
import { appendObjects, type PdfObject } from './append-objects.ts';

const filterName = '/JBIG2Decode';
/** A dictionary of an image is shorter. Bytes. */
const mostDictionaryBytes = 4000;
const mostStreams = 10_000;
/** The mended streams come on top of the file. */
const mostFileBytes = 500_000_000;

interface Stream extends Omit<PdfObject, 'bytes'> {
  readonly dictionary: string;
  readonly start: number;
  readonly end: number;
}

const headOf = /(\d{1,10})\s+(\d{1,5})\s+obj\s*(<<(?:(?!endobj|\bobj\b)[^])*)$/;
const tailOf = /^(?:(?!endobj|stream)[^])*>>\s*stream\r?\n/;
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
function streamAt(file: Buffer, at: number): Stream | null {
  const before = file.toString('latin1', Math.max(0, at - mostDictionaryBytes), at);
  const after = file.toString('latin1', at, at + mostDictionaryBytes);
  const head = headOf.exec(before.slice(Math.max(0, before.lastIndexOf('obj') - 24)));
  const [tail] = tailOf.exec(after) ?? [];
  if (!head || tail === undefined) return null;
  const [, number = '', generation = '', begun = ''] = head;
  const dictionary = begun + tail;
  const start = at + tail.length;
  const end = endOf(file, dictionary, start);
  if (end === -1 || !onlyFilter.test(dictionary)) return null;
  return { number: Number(number), generation: Number(generation), dictionary, start, end };
}

function mended(file: Buffer, stream: Stream): PdfObject | null {
  const code = withHalftones(file.subarray(stream.start, stream.end));
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
 * is nothing to mend, and where the document is encrypted.
 */
export function mendStreams(file: Buffer): Buffer | null {
  if (file.length > mostFileBytes) return null;
  const objects: PdfObject[] = [];
  let looked = 0;
  for (let at = file.indexOf(filterName); at !== -1;) {
    looked += 1;
    if (looked > mostStreams) break;
    const stream = streamAt(file, at);
    const object = stream && mended(file, stream);
    if (object) objects.push(object);
    at = file.indexOf(filterName, stream?.end ?? at + filterName.length);
  }
  return objects.length === 0 ? null : appendObjects(file, objects);
}
