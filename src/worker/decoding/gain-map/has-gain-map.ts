import type { Buffer } from 'node:buffer';
import type { SourceFormat } from '../../../shared/formats/formats.ts';
import { boxesIn } from '../../bytes/boxes.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';
import { chunksBeforePixels } from '../../bytes/png-chunks.ts';
import { hasHeifGainMap } from './heif-gain-map.ts';
import { hasJpegGainMap } from './jpeg-gain-map.ts';

function hasJxlGainMap(bytes: Buffer): boolean {
  const boxes = boxesIn(new ByteReader(bytes, 'big'), 0, bytes.length);
  return [...boxes].some(({ type }) => type === 'jhgm');
}

/** Fourth edition of PNG, as browsers write it already. */
function hasPngGainMap(bytes: Buffer): boolean {
  for (const { type } of chunksBeforePixels(bytes)) if (type === 'gdAT') return true;
  return false;
}

const lookers: Readonly<Partial<Record<SourceFormat, (bytes: Buffer) => boolean>>> = {
  jpeg: hasJpegGainMap,
  heif: hasHeifGainMap,
  avif: hasHeifGainMap,
  jxl: hasJxlGainMap,
  png: hasPngGainMap,
};

/**
 * Whether a picture holds a gain map: what makes it brighter, or darker, on a screen of another range. Results have only
 * the picture itself. Looks at headers, which takes microseconds.
 */
export function hasGainMap(bytes: Buffer, format: SourceFormat): boolean {
  return lookers[format]?.(bytes) ?? false;
}
