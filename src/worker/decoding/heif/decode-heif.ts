import { notOk } from '../../../shared/result.ts';
import { failure } from '../../../shared/task/failure.ts';
import { boxesEndEarly } from '../../bytes/boxes.ts';
import type { Decode } from '../decoded.ts';
import { HeifCalls } from './heif-call.ts';
import { libheif } from './libheif.ts';
import { readHeif } from './read-heif.ts';

/** HEIC and other HEIF through libheif: of several pictures the primary one. High dynamic range is cut to 8 bits. */
export const decodeHeif: Decode = async (bytes, { maxPixels }) => {
  const decoded = await libheif.use((library) => {
    const calls = new HeifCalls(library);
    try {
      return readHeif(calls, bytes, maxPixels);
    } finally {
      calls.close();
    }
  });
  if (decoded?.ok) return decoded;
  const problem = decoded?.problem ?? failure('image-corrupt');
  const isCut = problem.code === 'image-corrupt' && boxesEndEarly(bytes);
  return notOk(isCut ? failure('image-truncated') : problem);
};
