import { ByteReader } from '../../bytes/byte-reader.ts';

const runLengths = 1;
const tablesAt = 512;

/** Whether a row of an SGI picture in run lengths lies behind the end of the file. ImageMagick leaves such rows as they were. */
export function sgiEndsEarly(bytes: Uint8Array): boolean {
  const reader = new ByteReader(bytes, 'big').at(2);
  if (reader.u8() !== runLengths) return false;
  reader.skip(1);
  const dimensions = reader.u16();
  reader.skip(2);
  const [height, channels] = [reader.u16(), reader.u16()];
  const rows = (dimensions > 1 ? height : 1) * (dimensions > 2 ? channels : 1);
  const starts = reader.at(tablesAt);
  const lengths = reader.at(tablesAt + rows * 4);
  for (let row = 0; row < rows; row += 1) {
    const end = starts.u32() + lengths.u32();
    if (lengths.isExhausted || end > bytes.length) return true;
  }
  return false;
}
