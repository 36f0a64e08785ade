import { notOk, ok, type Result } from '../../../shared/result.ts';
import { type Failure, failure } from '../../../shared/task/failure.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';
import { bestFirst } from '../icon-entry.ts';
import { decodeJpeg2000 } from '../jpeg2000/decode-jpeg2000.ts';
import { type Decode, type Decoded, type DecodeRequest, sizeProblem } from '../decoded.ts';
import { type IcnsEntry, readIcnsEntries } from './icns-entries.ts';
import { readIcnsPixels } from './icns-pixels.ts';

/** The entry that suits the wanted edge; the next best where that one is damaged. */
export const decodeIcns: Decode = async (bytes, request) => {
  if (endsEarly(bytes)) return notOk(failure('image-truncated'));
  const entries = readIcnsEntries(bytes);
  // JPEG 2000 loses its alpha here: it serves where there is nothing else.
  const clear = entries.filter(({ kind }) => kind !== 'jpeg2000');
  let problem = failure('image-corrupt');
  for (const entry of bestFirst(clear.length > 0 ? clear : entries, request.shrinkOnLoadSize)) {
    const decoded = await readEntry(entry, request);
    if (decoded.ok) return decoded;
    problem = decoded.problem;
  }
  return notOk(problem);
};

/** The header says how long the whole file is. */
function endsEarly(bytes: Uint8Array): boolean {
  return new ByteReader(bytes, 'big').at(4).u32() > bytes.length;
}

async function readEntry(
  entry: IcnsEntry,
  request: DecodeRequest,
): Promise<Result<Decoded, Failure>> {
  const { kind, bytes, width, height } = entry;
  if (kind === 'png') return ok({ kind: 'encoded', bytes });
  if (kind === 'jpeg2000') return decodeJpeg2000(bytes, request);
  const tooLarge = sizeProblem(width, height, request.maxPixels);
  return tooLarge ? notOk(tooLarge) : readIcnsPixels(entry);
}
