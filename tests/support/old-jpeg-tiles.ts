import sharp from 'sharp';
import { jpegSegments } from '../../src/worker/bytes/jpeg-segments.ts';
import { assembleTiff, long, short } from './write-tiff.ts';

const edge = 16;
const markers = { steps: 0xdb, codes: 0xc4 };

/** A TIFF of the kind from before 1995: tiles are scans of JPEG without headers, and their tables stand in the directory. */
export async function writeOldJpegTiles(picture: Buffer, orientation = 1): Promise<Buffer> {
  const { width, height } = await sharp(picture).metadata();
  const wide = await sharp(picture)
    .removeAlpha()
    .extend({ bottom: edge, right: edge, extendWith: 'copy' })
    .png()
    .toBuffer();
  const jpegs: Buffer[] = [];
  for (let top = 0; top < height; top += edge)
    for (let left = 0; left < width; left += edge)
      jpegs.push(
        await sharp(wide)
          .extract({ left, top, width: edge, height: edge })
          .jpeg({ quality: 95, chromaSubsampling: '4:4:4', optimiseCoding: false })
          .toBuffer(),
      );
  const segments = jpegs.map((jpeg) => [...jpegSegments(jpeg)]);
  // All have the same. Each names its number first.
  const tables = (segments[0] ?? [])
    .filter(({ marker }) => marker === markers.steps || marker === markers.codes)
    .map(({ start, end }) => jpegs[0]?.subarray(start + 1, end) ?? Buffer.alloc(0));
  const chunks = jpegs.map((jpeg, index) => {
    const scan = segments[index]?.at(-1)?.end ?? 0;
    return jpeg.subarray(scan + 2 + jpeg.readUInt16BE(scan + 2), -2);
  });
  return assembleTiff({ chunks, offsetsTag: 324, tables }, ([q0 = 0, q1 = 0, ...codes]) => {
    const [dc0 = 0, ac0 = 0, dc1 = 0, ac1 = 0] = codes;
    return [
      [256, long, [width]],
      [257, long, [height]],
      [258, short, [8, 8, 8]],
      [259, short, [6]],
      [262, short, [6]],
      [274, short, [orientation]],
      [277, short, [3]],
      [322, long, [edge]],
      [323, long, [edge]],
      [325, long, chunks.map((chunk) => chunk.length)],
      [512, short, [1]],
      [519, long, [q0, q1, q1]],
      [520, long, [dc0, dc1, dc1]],
      [521, long, [ac0, ac1, ac1]],
      [530, short, [1, 1]],
    ];
  });
}
