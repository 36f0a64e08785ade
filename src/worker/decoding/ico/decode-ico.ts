import { notOk, ok, type Result } from '../../../shared/result.ts';
import { type Failure, failure } from '../../../shared/task/failure.ts';
import type { Decode, Decoded } from '../decoded.ts';
import { bestFirst } from '../icon-entry.ts';
import { type IcoEntry, readIcoBitmap, readIcoEntries } from './ico-bitmap.ts';

/** The entry that suits the wanted edge; the next best where that one is damaged. */
export const decodeIco: Decode = async (bytes, { maxPixels, shrinkOnLoadSize }) => {
  let problem = failure('image-corrupt');
  for (const entry of bestFirst(readIcoEntries(bytes), shrinkOnLoadSize)) {
    const decoded = readEntry(entry, maxPixels);
    if (decoded.ok) return decoded;
    problem = decoded.problem;
  }
  return notOk(problem);
};

function readEntry(entry: IcoEntry, maxPixels: number): Result<Decoded, Failure> {
  if (entry.kind === 'bitmap') return readIcoBitmap(entry.bytes, maxPixels);
  return ok({ kind: 'encoded', bytes: entry.bytes });
}
