import { Buffer } from 'node:buffer';
import sharp from 'sharp';
import { type ReadBack, readBack } from './exif-block.ts';

/** What a finished file says of itself, found by libvips where it can and never by the product. */
export interface Told {
  readonly exif: ReadBack | null;
  readonly xmp: string;
  readonly iptc: Buffer;
  readonly size: string;
}

const mark = 'Exif\0\0';

export async function toldBy(file: Buffer): Promise<Told> {
  const { exif, xmp, iptc, format, width, height } = await sharp(file).metadata();
  // libvips does not read a TIFF's own tags: the file is the block.
  const block = format === 'tiff' ? file : exif;
  const start = block?.toString('latin1', 0, mark.length) === mark ? mark.length : 0;
  return {
    exif: block ? readBack(block.subarray(start)) : null,
    xmp: xmp?.toString('utf8') ?? xmpOfGif(file),
    iptc: iptc ?? Buffer.alloc(0),
    size: `${width} × ${height}`,
  };
}

function xmpOfGif(file: Buffer): string {
  const text = file.toString('utf8');
  const start = text.indexOf('XMP DataXMP');
  return start < 0 ? '' : text.slice(start, text.indexOf('<?xpacket end="w"?>', start));
}
