import { notOk, ok, type Result } from '../../../shared/result.ts';
import { type Failure, failure } from '../../../shared/task/failure.ts';
import type { Libheif } from './libheif.ts';

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

const scratchBytes = 16;
const answerOffset = 12;

/** Calls into libheif with places for its error and its answer, and gives back what was taken, in reverse order. */
export class HeifCalls {
  readonly library: Libheif;
  readonly #scratch: number;
  readonly #releases: (() => void)[] = [];

  constructor(library: Libheif) {
    this.library = library;
    this.#scratch = library._malloc(scratchBytes);
    this.later(() => library._free(this.#scratch));
  }

  /** `release` is called by `close`. */
  later(release: () => void): void {
    this.#releases.push(release);
  }

  allocate(size: number): number {
    const pointer = this.library._malloc(size);
    this.later(() => this.library._free(pointer));
    return pointer;
  }

  /** `call` gets the place for the error, then that for a pointer, which is the answer. */
  pointer(call: (error: number, answer: number) => void): Result<number, Failure> {
    const error = this.#scratch;
    call(error, error + answerOffset);
    const { HEAP32 } = this.library;
    const [main = 0, detail = 0] = HEAP32.subarray(error >> 2, (error >> 2) + 2);
    return main === 0
      ? ok(HEAP32[(error + answerOffset) >> 2] ?? 0)
      : notOk(heifFailure(main, detail));
  }

  close(): void {
    for (const release of this.#releases.toReversed()) release();
  }
}
