import { Buffer } from 'node:buffer';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { openTiff, tag } from '../../src/worker/decoding/tiff/tiff-directory.ts';

const size = { width: 64, height: 48 };

/** A picture whose left half is black, or as much of it, as faxes (ITU-T T.6) code it: MMR to JBIG2. */
async function halfBlack({ width, height } = size, share = 0.5): Promise<Buffer> {
  // libtiff takes the first value for white whatever the file calls it.
  const grey = Buffer.alloc(width * height, 0).map((_, at) =>
    at % width < width * share ? 255 : 0,
  );
  const file = await sharp(grey, { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .tiff({ compression: 'ccittfax4', bitdepth: 1 })
    .toBuffer();
  const values = (name: number) => openTiff(file, 1)?.directory.values(name) ?? [];
  const [[start = 0, ...others], [length = 0]] = [
    values(tag.stripOffsets),
    values(tag.stripLengths),
  ];
  if (others.length > 0) throw new Error('It is coded in several parts.');
  return file.subarray(start, start + length);
}

const numbers = (...values: readonly number[]) => {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, at) => bytes.writeUInt32BE(value, 4 * at));
  return bytes;
};

interface Segment {
  readonly number: number;
  readonly kind: number;
  readonly refersTo?: readonly number[];
}

/** ITU-T T.88, 7.2: a number, what it is, what it refers to, that it belongs to page 1, and its length. */
function segment({ number, kind, refersTo = [] }: Segment, content: Buffer): Buffer {
  const facts = Buffer.from([kind, refersTo.length << 5, ...refersTo, 1]);
  return Buffer.concat([numbers(number), facts, numbers(content.length), content]);
}

const kinds = { patterns: 16, halftone: 23, page: 48, region: 39 };

interface Scan {
  /** Of the image, besides its size and packing. */
  readonly image?: string;
  /** What is set before it is drawn. */
  readonly colour?: string;
  readonly isInForm?: boolean;
  /** Behind it. */
  readonly hasEmptyPage?: boolean;
  /** What the page of JBIG2 is before its picture takes the place. */
  readonly startsBlack?: boolean;
  /** What of a picture it is instead of one: that picture is red on the left, and blue on the right. */
  readonly masks?: '/Mask' | '/SMask';
  /** Its left half is white, by patterns that stand elsewhere in the document. */
  readonly hasGlobals?: boolean;
  /** All of it, by patterns, which every reader draws. */
  readonly isBlack?: boolean;
  /** How it is told where the objects are. Left out, readers look for them. */
  readonly table?: 'text' | 'stream' | 'deflated';
}

const codedByMmr = Buffer.from([1]);

/** A picture of patterns, and these: the first one black, the second one, which has a share of the picture, white. */
async function halftone(
  place: Buffer,
  share?: number,
): Promise<readonly [picture: Buffer, patterns: Buffer]> {
  const edge = 8;
  const grid = { width: size.width / edge, height: size.height / edge };
  const patterns = [codedByMmr, Buffer.from([edge, edge]), numbers(1)];
  const cells = [codedByMmr, numbers(grid.width, grid.height, 0, 0), Buffer.from([edge, 0, 0, 0])];
  const pair = await halfBlack({ width: 2 * edge, height: edge });
  return [
    segment(
      { number: 2, kind: kinds.halftone, refersTo: [0] },
      Buffer.concat([place, ...cells, await halfBlack(grid, share)]),
    ),
    segment({ number: 0, kind: kinds.patterns }, Buffer.concat([...patterns, pair])),
  ];
}

const stream = (facts: string, content: Buffer) =>
  Buffer.concat([
    Buffer.from(`<< ${facts} /Length ${content.length} >>\nstream\n`),
    content,
    Buffer.from('\nendstream'),
  ]);

async function jbig2({ startsBlack, hasGlobals, isBlack }: Scan) {
  const { width, height } = size;
  const replaces = 4;
  const place = Buffer.concat([numbers(width, height, 0, 0), Buffer.from([replaces])]);
  const facts = Buffer.from([startsBlack ? 4 : 0, 0, 0]);
  const page = segment(
    { number: 1, kind: kinds.page },
    Buffer.concat([numbers(width, height, 0, 0), facts]),
  );
  if (hasGlobals) {
    const [picture, globals] = await halftone(place);
    return { code: Buffer.concat([page, picture]), globals };
  }
  if (isBlack) {
    const [picture, patterns] = await halftone(place, 0);
    return { code: Buffer.concat([page, patterns, picture]), globals: null };
  }
  const region = Buffer.concat([place, codedByMmr, await halfBlack()]);
  return {
    code: Buffer.concat([page, segment({ number: 2, kind: kinds.region }, region)]),
    globals: null,
  };
}

type Entry = readonly [kind: number, at: number, within: number];

/** Each row less the one above it, as PNG has it, and then deflated. */
function deflated(rows: readonly Buffer[]): Buffer {
  const up = 2;
  return deflateSync(
    Buffer.concat(
      rows.map((row, at) =>
        Buffer.from([up, ...row.map((value, column) => value - (rows[at - 1]?.[column] ?? 0))]),
      ),
    ),
  );
}

interface Packing {
  /** An object that holds the first three. */
  readonly within: number;
  readonly isDeflated: boolean;
}

/** ISO 32000, 7.5.4 and, where objects are packed, 7.5.8. */
function tableOf(offsets: readonly number[], end: number, packing: Packing | null): Buffer {
  const count = offsets.length + 1;
  if (packing === null) {
    const entries = offsets.map((at) => `${`${at}`.padStart(10, '0')} 00000 n \n`).join('');
    return Buffer.from(
      `xref\n0 ${count}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${end}\n%%EOF\n`,
    );
  }
  const own: Entry = [1, end, 0];
  const { within, isDeflated } = packing;
  const entries = [[0, 0, 0] as const, ...offsets.map(entryOf), own].map(([kind, at, index]) =>
    Buffer.concat([Buffer.from([kind]), numbers(at), Buffer.from([index])]),
  );
  const facts = `/Type /XRef /W [1 4 1] /Size ${count + 1} /Root 1 0 R`;
  const filter = '/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 6 >>';
  return Buffer.concat([
    Buffer.from(`${count} 0 obj\n`),
    isDeflated
      ? stream(`${facts} ${filter}`, deflated(entries))
      : stream(facts, Buffer.concat(entries)),
    Buffer.from(`\nendobj\nstartxref\n${end}\n%%EOF\n`),
  ]);

  function entryOf(at: number, index: number): Entry {
    return index < packedObjects ? [2, within, index] : [1, at, 0];
  }
}

const packedObjects = 3;

/** The first objects as one that holds them. */
function objectStream(objects: readonly string[]): Buffer {
  const head = objects
    .map((_, at) => `${at + 1} ${objects.slice(0, at).join(' ').length} `)
    .join('');
  const facts = `/Type /ObjStm /N ${objects.length} /First ${head.length}`;
  return stream(facts, Buffer.from(head + objects.join(' ')));
}

/** A page whose only picture is one of JBIG2, as scanners make it: its left half is black. */
export async function scannedPdf(scan: Scan = {}): Promise<Buffer> {
  const { image = '/ColorSpace /DeviceGray', colour = '', isInForm, hasEmptyPage, masks } = scan;
  const { width, height } = size;
  const isPacked = scan.table === 'stream' || scan.table === 'deflated';
  const { code, globals } = await jbig2(scan);
  const drawing = Buffer.from(`${colour} ${width} 0 0 ${height} 0 0 cm /A Do`);
  const resources = '/Resources << /XObject << /A 5 0 R >> >>';
  const box = `[0 0 ${width} ${height}]`;
  const form = `/Type /XObject /Subtype /Form /BBox ${box} ${resources}`;
  const resourcesOfPage = isInForm ? '/Resources << /XObject << /A 6 0 R >> >>' : resources;
  const shared = globals ? '/DecodeParms << /JBIG2Globals 9 0 R >>' : '';
  const picture = stream(
    `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} ${image} ${shared} /BitsPerComponent 1 /Filter /JBIG2Decode`,
    code,
  );
  const masked = stream(
    `/Type /XObject /Subtype /Image /Width 2 /Height 1 /ColorSpace /DeviceRGB ${masks} 8 0 R /BitsPerComponent 8`,
    Buffer.from([255, 0, 0, 0, 0, 255]),
  );
  const start = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [3 0 R${hasEmptyPage ? ' 7 0 R' : ''}] /Count ${hasEmptyPage ? 2 : 1} >>`,
    `<< /Type /Page /Parent 2 0 R /MediaBox ${box} /Contents 4 0 R ${resourcesOfPage} >>`,
  ];
  const objects = [
    ...start,
    stream('', isInForm ? Buffer.from('/A Do') : drawing),
    masks ? masked : picture,
    stream(form, drawing),
    `<< /Type /Page /Parent 2 0 R /MediaBox ${box} >>`,
    masks ? picture : 'null',
    globals ? stream('', globals) : 'null',
    ...(isPacked ? [objectStream(start)] : []),
  ];
  const parts = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  let end = parts[0]?.length ?? 0;
  objects.forEach((object, index) => {
    offsets.push(end);
    if (isPacked && index < start.length) return;
    const part = Buffer.concat(
      [`${index + 1} 0 obj\n`, object, '\nendobj\n'].map((piece) => Buffer.from(piece)),
    );
    parts.push(part);
    end += part.length;
  });
  const table = scan.table
    ? tableOf(
        offsets,
        end,
        isPacked ? { within: objects.length, isDeflated: scan.table === 'deflated' } : null,
      )
    : Buffer.from('trailer << /Root 1 0 R >>\n%%EOF\n');
  return Buffer.concat([...parts, table]);
}
