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

/** A page whose only picture is one of JBIG2, as scanners make it: its left half is black. */
export async function scannedPdf(): Promise<Buffer> {
  const { width, height } = size;
  const page = Buffer.concat([numbers(width, height, 0, 0), Buffer.alloc(3)]);
  const place = Buffer.concat([numbers(width, height, 0, 0), Buffer.from([0])]);
  const isMmr = Buffer.from([1]);
  const region = Buffer.concat([place, isMmr, await halfBlack()]);
  const code = Buffer.concat([
    segment(0, pageInformation, page),
    segment(1, losslessRegion, region),
  ]);
  const drawing = `${width} 0 0 ${height} 0 0 cm /A Do`;
  const parts = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents 4 0 R /Resources << /XObject << /A 5 0 R >> >> >>`,
    `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
  ].map((part, at) => `${at + 1} 0 obj\n${part}\nendobj\n`);
  return Buffer.concat([
    Buffer.from(`%PDF-1.7\n${parts.join('')}5 0 obj
<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /JBIG2Decode /Length ${code.length} >>
stream\n`),
    code,
    Buffer.from('\nendstream\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n'),
  ]);
}
