// What programs that import `thumbline` know of it: types alone, and no import. `npm run build` copies it to `out/library.d.ts`.

/** What an engine may use. */
export interface EngineOptions {
  /** How many pictures are made at once, from 1 to 64. Left out, one for each core. */
  readonly concurrency?: number;
  /** What takes longer is ended and fails as `timed-out`. Milliseconds, at least 1; left out, 60,000. */
  readonly limitMs?: number;
}

/**
 * Makes thumbnails in processes of its own, so that a bad file costs one answer and never your process. It keeps nothing on
 * the disk but the results. It holds your process open until it is closed.
 */
export interface Engine {
  /**
   * Makes thumbnails of files and of all pictures in folders, which are relative to the current folder. Answers with one
   * picture after another, in the order in which they are done; whatever is wrong with one is its answer. Starts when the first one is asked
   * for, and goes on whether or not answers are read; leaving the loop early cancels what is left.
   *
   * Throws a `TypeError` for paths or a recipe that cannot be. The loop throws an `Error` when the engine is closed meanwhile, or for a fault in
   * Thumbline itself. Two loops at once share the engine's processes.
   */
  makeThumbnails(
    paths: string | readonly string[],
    recipe: Recipe,
  ): AsyncGenerator<Picture, void, void>;
  /** Ends what is running, removes what was half written, and ends the processes. May be called twice. */
  close(): Promise<void>;
}

/** How a picture meets its box: all of it inside, the box filled and the rest cut off, padded, around the box, or stretched. */
export type Fit = 'inside' | 'cover' | 'contain' | 'outside' | 'fill';

/** `same` is the format of the source, or PNG where that cannot be written. */
export type OutputFormat =
  | 'same'
  | 'jpeg'
  | 'png'
  | 'webp'
  | 'avif'
  | 'gif'
  | 'tiff'
  | 'ico'
  | 'icns';

/** One file to make of each source. Its size is a box (`width`, `height` or both), or `longEdge`, or `percent`. */
export interface OutputRecipe {
  /** Tells several outputs apart, in file names as `{output}`. At most 64 letters. */
  readonly name?: string;
  /** Pixels, 1 to 16,383, of the picture as it stands upright; left out, that edge is free. */
  readonly width?: number | null;
  /** See `width`. */
  readonly height?: number | null;
  /** Pixels of the longer edge. */
  readonly longEdge?: number | null;
  /** Of the source's own size, 0.1 to 1,000. */
  readonly percent?: number | null;
  /** Left out, `inside`. */
  readonly fit?: Fit;
  /** What `cover` keeps and where `contain` puts the picture. Left out, `centre`. */
  readonly position?:
    | 'centre'
    | 'top'
    | 'right top'
    | 'right'
    | 'right bottom'
    | 'bottom'
    | 'left bottom'
    | 'left'
    | 'left top'
    | 'attention'
    | 'entropy';
  /** What `cover` keeps, before `position`: from 0 to 1 of the upright source's width and height, before `turn`. */
  readonly focalPoint?: { readonly x: number; readonly y: number } | null;
  /** Left out, `same`. */
  readonly format?: OutputFormat;
  /** 1 to 100; left out, the format's own. */
  readonly quality?: number | null;
  /** The lowest quality at which a still picture looks as it did before it was encoded; `quality` does not count then. Left out, false. */
  readonly looksSame?: boolean;
  /** No file is larger, 100 to 1,000,000,000 bytes: quality or colours are lowered until it fits. What still does not fit fails. */
  readonly maxBytes?: number | null;
  /** Lets `maxBytes` make fewer pixels, too. */
  readonly mayShrink?: boolean;
  /** Left out, `none`. */
  readonly sharpen?: 'none' | 'soft' | 'strong';
  readonly progressive?: boolean;
  /** How much colour detail a JPEG or AVIF keeps. */
  readonly chroma?: '4:2:0' | '4:4:4' | null;
  readonly lossless?: boolean;
  /** 0 (fast) to 9 (small). */
  readonly effort?: number | null;
  /** How many colours a PNG or GIF may have, 2 to 256. */
  readonly palette?: number | null;
  /** `keep` makes moving GIF and WebP of moving sources. Left out, `first`. */
  readonly animation?: 'first' | 'keep';
  /** Left out, `srgb`. */
  readonly colourSpace?: 'srgb' | 'display-p3';
  /** Left out, true: no result is larger than its source. */
  readonly withoutEnlargement?: boolean;
  /** Rounds the corners; transparent where the format can, else of the background's colour. Percent is of the shorter edge. */
  readonly rounded?: `${number}px` | `${number}%` | null;
  /** `#rrggbb` or `#rrggbbaa`, behind what is transparent and in padding; left out, transparent where the format can, else white. */
  readonly background?: string | null;
}

/** Where results go. Without it, a folder `thumbnails` beside each source. */
export type Destination =
  | { readonly kind: 'beside'; readonly folderName?: string }
  | {
      readonly kind: 'folder';
      /** Relative to the current folder; made if it is not there. */
      readonly path: string;
      /** Left out, true: the folders below one that was named are made there, too. */
      readonly mirrorsTree?: boolean;
    }
  /** Where file managers on Linux look for thumbnails. */
  | { readonly kind: 'desktop-cache' };

/** In percent: the width of that of the result, the margin of the result's shorter edge. */
interface Placement {
  readonly position?:
    | 'centre'
    | 'top'
    | 'right top'
    | 'right'
    | 'right bottom'
    | 'bottom'
    | 'left bottom'
    | 'left'
    | 'left top';
  readonly size?: number;
  readonly opacity?: number;
  readonly margin?: number;
}

/** A line of at most 100 letters, or a picture of at most 1 MB as base64. */
export type Watermark = Placement &
  (
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'picture'; readonly data: string }
  );

/** What to make of each source: the same as in a recipe file (`*.thumbline.json`). All outputs come from one decode. */
export interface Recipe {
  /** For `{preset}` in file names. */
  readonly name?: string;
  /** 1 to 32 of them, each with a name of its own. */
  readonly outputs: readonly OutputRecipe[];
  readonly destination?: Destination;
  /**
   * What happens where a name is taken: a new name (`rename`, if left out), nothing (`skip`), the old file goes (`overwrite`), or nothing where
   * source and recipe are as they were, and otherwise a new result in place of its own old one (`skip-unchanged`).
   */
  readonly conflict?: 'rename' | 'skip' | 'overwrite' | 'skip-unchanged';
  /** Lets `overwrite` replace the source, whose original goes to the trash first; Linux only. */
  readonly replacesSource?: boolean;
  /** Left out, `none`. A place is never kept without `keepsGps`. */
  readonly metadata?: 'none' | 'copyright' | 'all';
  readonly keepsGps?: boolean;
  /** Copies the source's own pixels where a new file would be larger than the source. Left out, true. */
  readonly keepsOriginal?: boolean;
  /** Gives results the source's time of change. Left out, false. */
  readonly keepsDate?: boolean;
  /** Degrees clockwise; left out, 0. Sizes are those of the turned picture. */
  readonly turn?: 0 | 90 | 180 | 270;
  /** Mirrors left to right, after turning. */
  readonly flip?: boolean;
  /** Has each output tell its `placeholder`, for pages that show something while it loads. Left out, false. */
  readonly placeholders?: boolean;
  /** Cuts off borders of one colour; how many percent a pixel may be off, 0 to 100. */
  readonly trim?: number | null;
  /** Of a PDF or TIFF, from 1. */
  readonly page?: number;
  readonly watermark?: Watermark | null;
  /** With `{name}`, `{parent}` (the source's folder), `{ext}`, `{width}`, `{height}`, `{preset}`, `{output}`, `{date}` (of adding), `{taken}`, `{taken-time}`, `{taken-year}`, `{taken-month}` (by EXIF or XMP, else the file's date), `{counter}`, `{page}`; `/` makes folders. */
  readonly fileName?: string;
}

/** A file that was written. */
export interface Output {
  /** Its recipe's. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly format: Exclude<OutputFormat, 'same'>;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  readonly sizeBytes: number;
  /** Where the recipe asks for `placeholders`; icons have none. */
  readonly placeholder?: {
    /** Base64; see https://evanw.github.io/thumbhash/. */
    readonly thumbHash: string;
    /** `#rrggbb`, of what can be seen. */
    readonly averageColour: string;
  };
}

/** Why a picture failed. More may come with newer versions. */
export type FailureCode =
  | 'file-missing'
  | 'file-unreadable'
  | 'not-a-file'
  | 'file-changed'
  | 'format-unsupported'
  | 'decoder-missing'
  | 'image-corrupt'
  | 'image-truncated'
  | 'image-too-large'
  | 'password-needed'
  | 'page-missing'
  | 'timed-out'
  | 'worker-crashed'
  | 'output-unwritable'
  | 'disk-full'
  | 'store-unavailable'
  | 'larger-than-allowed'
  | 'internal';

/** What became of one source. `source` is its absolute path. */
export type Picture =
  | { readonly status: 'made'; readonly source: string; readonly outputs: readonly Output[] }
  | {
      /** Nothing was to do. */
      readonly status: 'skipped';
      readonly source: string;
      readonly code: 'output-exists' | 'unchanged' | 'is-thumbnail' | 'own-result';
      /** One line for people. */
      readonly message: string;
    }
  | {
      readonly status: 'failed';
      readonly source: string;
      readonly code: FailureCode;
      /** One line for people: what happened and what to do. */
      readonly message: string;
      /** Those that were made although others failed. */
      readonly outputs: readonly Output[];
    };

/**
 * Starts an engine. Throws a `TypeError` for options that cannot be, and an `Error` on a Node older than 22.18. Close it when you are done.
 */
export type CreateEngine = (options?: EngineOptions) => Promise<Engine>;
