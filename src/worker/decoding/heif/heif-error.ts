import { type Failure, failure } from '../../../shared/task/failure.ts';

/** `heif_error_code` and `heif_suberror_code` of heif_error.h. */
const code = { unsupportedFiletype: 3, unsupportedFeature: 4, outOfMemory: 6, noPlugin: 11 };
const subcode = { endOfData: 100, securityLimit: 1000, noDecoder: 6003 };

const unreadableKinds = new Set([code.unsupportedFiletype, code.unsupportedFeature, code.noPlugin]);

export function heifFailure(main: number, detail: number): Failure {
  if (detail === subcode.endOfData) return failure('image-truncated');
  if (detail === subcode.securityLimit || main === code.outOfMemory)
    return failure('image-too-large');
  if (detail === subcode.noDecoder || unreadableKinds.has(main))
    return failure('decoder-missing', 'a HEIF picture');
  return failure('image-corrupt');
}
