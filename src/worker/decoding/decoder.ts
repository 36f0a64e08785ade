import type { Buffer } from 'node:buffer';
import type { Sharp } from 'sharp';
import type { Result } from '../../shared/result.ts';
import type { ColourSpace } from '../../shared/formats/encoding.ts';
import type { SourceFormat } from '../../shared/formats/formats.ts';
import type { ResultNote } from '../../shared/task/failure.ts';
import type { ReadLimits } from '../../shared/worker/messages.ts';
import type { Convert } from './colour/conversion.ts';
import type { Refusal } from '../../shared/worker/refusal.ts';

/** Pixels. */
export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** What the file says of itself before any pixel is decoded; the size is that of the upright picture. */
export interface Header extends PixelSize {
  readonly format: SourceFormat;
  readonly hasAlpha: boolean;
  /** Its colours are still to be brought to sRGB. */
  readonly hasProfile?: boolean;
  /** Each of them has 16 bits. */
  readonly isWide?: boolean;
  /** Of a document, or frames of a film. */
  readonly pages: number;
  /** A page on which there is at most writing, so that it may well be empty. */
  readonly hasNoPictures?: boolean;
}

/** `strict` rejects at the first warning; `lenient` goes on for as long as the whole picture can be had. */
export type FailOn = 'strict' | 'lenient';

/** A picture with a profile: bringing colours to sRGB costs less where there are fewer pixels. */
export interface LateColours {
  /** How many times larger than wanted, along each edge, it should be then. */
  readonly times: 1 | 2;
  /** What samples of 16 bits are called; null where they have 8. sharp applies no profile to grey ones in any other way. */
  readonly wide: 'rgb16' | 'grey16' | null;
  /** Brings pixels of colour to those of results; null where the pipeline does so itself, by Little CMS. */
  readonly convert: Convert | null;
  /** Like that of the picture, but `into` its colours only at its very end, if at all: nothing may be done to it but scaling and cutting. */
  pipeline(wanted: PixelSize, failOn: FailOn, into: ColourSpace): Sharp;
}

export interface Picture {
  readonly header: Header;
  /** What making its pixels will take: 0 where rows come one after another. Bytes. */
  readonly heldBytes: number;
  /** How carefully the header could be read. `lenient` means it is damaged already. */
  readonly failOn: FailOn;
  /** What people should know of what it shows. */
  readonly notes?: readonly ResultNote[];
  /**
   * A fresh pipeline over the first frame: upright, in sRGB with 8 bits, alpha kept.
   * It may yield fewer pixels than the header says, but no fewer than `wanted` where there are as many. Details that do
   * not show at that size may be missing: whoever asks for fewer pixels scales to them.
   */
  pipeline(wanted: PixelSize, failOn: FailOn): Sharp;
  /** Given where colours are not those of sRGB, or a profile says that they are. */
  readonly lateColours?: LateColours;
  /** Like `pipeline`, with every frame; only where the format has frames. */
  frames?(failOn: FailOn): Sharp;
  /** The same picture by another decoder, for where this one shows nothing though the file holds something. */
  secondOpinion?(): Promise<Result<Picture, Refusal>>;
  /** Why there is no picture, from what a pipeline rejected with. */
  refuse(error: unknown): { readonly ok: false; readonly problem: Refusal };
}

/** `shrinkOnLoadSize`: pixels that both edges of a reduced picture must keep; null wants all. `page`, from 1, means nothing to formats without pages. */
export interface OpenRequest extends ReadLimits {
  readonly shrinkOnLoadSize: number | null;
  readonly page: number;
}

/** Reads some formats from bytes; never from a path, so that no picture can name other files. */
export interface Decoder {
  open(
    bytes: Buffer,
    format: SourceFormat,
    request: OpenRequest,
  ): Promise<Result<Picture, Refusal>>;
  /**
   * What opening will take, in bytes, where only a look at the contents tells; 0 where nothing is decoded then, null
   * where it is what `promisedBytes` says of the format.
   */
  promised?(bytes: Buffer, request: OpenRequest): number | null;
}
