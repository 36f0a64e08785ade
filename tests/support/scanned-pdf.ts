import { Buffer } from 'node:buffer';
import sharp from 'sharp';
import { openTiff, tag } from '../../src/worker/decoding/tiff/tiff-directory.ts';

const size = { width: 64, height: 48 };

/** A picture whose left half is black, as faxes (ITU-T T.6) code it: MMR to JBIG2. */
async function halfBlack(): Promise<Buffer> {
  const { width, height } = size;
  // libtiff takes the first value for white whatever the file calls it.
  const grey = Buffer.alloc(width * height, 0).map((_, at) => (at % width < width / 2 ? 255 : 0));
  const file = await sharp(grey, { raw: { ...size, channels: 1 } })
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

/** ITU-T T.88, 7.2: a number, what it is, that it refers to none and belongs to page 1, and its length. */
function segment(number: number, kind: number, content: Buffer): Buffer {
  const head = Buffer.concat([numbers(number), Buffer.from([kind, 0, 1]), numbers(content.length)]);
  return Buffer.concat([head, content]);
}

const pageInformation = 48;
const losslessRegion = 39;

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
}

const stream = (facts: string, content: Buffer) =>
  Buffer.concat([
    Buffer.from(`<< ${facts} /Length ${content.length} >>\nstream\n`),
    content,
    Buffer.from('\nendstream'),
  ]);

/** A page whose only picture is one of JBIG2, as scanners make it: its left half is black. */
export async function scannedPdf(scan: Scan = {}): Promise<Buffer> {
  const {
    image = '/ColorSpace /DeviceGray',
    colour = '',
    isInForm,
    startsBlack,
    hasEmptyPage,
  } = scan;
  const { width, height } = size;
  const replaces = 4;
  const isBlack = startsBlack ? 4 : 0;
  const page = Buffer.concat([numbers(width, height, 0, 0), Buffer.from([isBlack, 0, 0])]);
  const place = Buffer.concat([numbers(width, height, 0, 0), Buffer.from([replaces])]);
  const isMmr = Buffer.from([1]);
  const region = Buffer.concat([place, isMmr, await halfBlack()]);
  const code = Buffer.concat([
    segment(0, pageInformation, page),
    segment(1, losslessRegion, region),
  ]);
  const drawing = Buffer.from(`${colour} ${width} 0 0 ${height} 0 0 cm /A Do`);
  const resources = '/Resources << /XObject << /A 5 0 R >> >>';
  const box = `[0 0 ${width} ${height}]`;
  const form = `/Type /XObject /Subtype /Form /BBox ${box} ${resources}`;
  const resourcesOfPage = isInForm ? '/Resources << /XObject << /A 6 0 R >> >>' : resources;
  const parts = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [3 0 R${hasEmptyPage ? ' 7 0 R' : ''}] /Count ${hasEmptyPage ? 2 : 1} >>`,
    `<< /Type /Page /Parent 2 0 R /MediaBox ${box} /Contents 4 0 R ${resourcesOfPage} >>`,
    stream('', isInForm ? Buffer.from('/A Do') : drawing),
    stream(
      `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} ${image} /BitsPerComponent 1 /Filter /JBIG2Decode`,
      code,
    ),
    stream(form, drawing),
    `<< /Type /Page /Parent 2 0 R /MediaBox ${box} >>`,
  ].flatMap((part, at) => [`${at + 1} 0 obj\n`, part, '\nendobj\n']);
  return Buffer.concat([
    Buffer.from('%PDF-1.7\n'),
    ...parts.map((part) => Buffer.from(part)),
    Buffer.from('trailer << /Root 1 0 R >>\n%%EOF\n'),
  ]);
}
