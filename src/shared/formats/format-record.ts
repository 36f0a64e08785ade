import type { Chroma } from './encoding.ts';

/** What reads pictures, in the words of `thumbline formats`. Each is one way through the worker. */
export const readers = {
  sharp: 'sharp (libvips)',
  'sharp-svg': 'sharp (librsvg)',
  'sharp-tiff': 'sharp (libtiff)',
  libheif: 'libheif',
  'jxl-oxide': 'jxl-oxide, libjxl',
  openjpeg: 'OpenJPEG',
  pdfium: 'PDFium',
  bmp: 'Thumbline',
  ico: 'Thumbline',
  icns: 'Thumbline',
  psd: 'Thumbline',
  tga: 'Thumbline',
  pnm: 'Thumbline',
  qoi: 'Thumbline',
  radiance: 'Thumbline',
  exr: 'Thumbline',
  raw: 'Thumbline, LibRaw',
  layered: 'Thumbline',
  xcf: 'Thumbline',
  magick: 'ImageMagick',
} as const;
export type Reader = keyof typeof readers;

/** One way in which files of a format begin. */
export interface Signature {
  /** Which kind of the format, where there are several. */
  readonly of?: string;
  /**
   * A pattern for the first bytes in lower-case hexadecimal, which stays in step with whole bytes; or a function where the
   * structure says more than a pattern can. The function gets the whole file or its beginning.
   */
  readonly begins: RegExp | ((bytes: Uint8Array) => boolean);
  /** False where it is enough for a file that was named, but not to take one from a folder for it. */
  readonly isEnoughInFolders?: false;
}

/** How a format is written. What a recipe asks for and the format does not have is ignored. */
export interface Writing {
  readonly alpha: boolean;
  /** Of 1–100, used when the recipe says none: tuned so that the eye cannot tell. Null where the format has no quality. */
  readonly quality: number | null;
  /** The encoder's own scale for our effort of 0 to 9, and what it uses when the recipe says none. */
  readonly effort: {
    readonly fast: number;
    readonly small: number;
    readonly usual: number;
  } | null;
  /** Used when the recipe says none; null where colour detail cannot be chosen. */
  readonly chroma: Chroma | null;
  readonly lossless: boolean;
  readonly progressive: boolean;
  /** Whether a file says by a profile what its colours mean. */
  readonly profile: boolean;
  /** The numbers of colours that are tried for a smaller file, falling; null where they cannot be limited. */
  readonly palettes: readonly number[] | null;
  /** Edges of the square pictures that an icon file holds, in pixels, rising; null for files with one picture. */
  readonly iconEdges: readonly [number, ...number[]] | null;
  /** What a file has however small its picture is. */
  readonly leastBytes: number;
  /** Of photographs at the usual quality; of icons all sizes together, by the pixels of the largest. */
  readonly bytesPerPixel: number;
  /** To encode, on one core. */
  readonly msPerMegapixel: number;
  /** Of a larger still picture a sample encodes only this many, so that it takes about 0.1 s. */
  readonly samplePixels: number;
}

/** All that is known of a format. Whoever needs one of these facts reads it here. */
export interface FormatRecord {
  /** As people write it. */
  readonly name: string;
  /** With its article, for a sentence about one. */
  readonly noun: string;
  /** Said after the name where formats are chosen and the name alone says little. */
  readonly explanation?: string;
  /** Lower case, without the dot. The first one is written. */
  readonly extensions: readonly [string, ...string[]];
  /** Those of them that files of other kinds have, too: in folders they say nothing, and how a file begins decides. */
  readonly sharedExtensions?: readonly string[];
  /** What HTTP and HTML call it; null where one name stands for several types. */
  readonly mediaType: string | null;
  /** What desktops call it where that is something else. */
  readonly desktopMediaType?: string;
  /** Whether the window and the page show the file itself. Browsers draw it, and it holds no scripts. */
  readonly isShown: boolean;
  /** In the words of `thumbline formats`. */
  readonly reads: string;
  readonly reader: Reader;
  /** None for a format that only its structure tells; its decoder then says how. */
  readonly signatures: readonly Signature[];
  /** Brands of ISO base media files (`ftyp`). */
  readonly brands?: RegExp;
  /** Which files in a folder are taken: those with its extension and those that begin so; only the former; none. */
  readonly inFolders: 'named-or-recognised' | 'named' | 'none';
  /** Whether a file may be a document of several pages, one of which is chosen. */
  readonly hasPages?: true;
  /** Whether moving pictures stay moving when they are read and written. */
  readonly animation: boolean;
  readonly writes: Writing | null;
}

export interface WrittenRecord extends FormatRecord {
  readonly mediaType: string;
  readonly writes: Writing;
}
