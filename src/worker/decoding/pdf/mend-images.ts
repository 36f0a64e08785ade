import { Buffer } from 'node:buffer';
import type { PixelSize } from '../decoder.ts';
import { mostRenderedPixels } from './draw-page.ts';
import type { Pdfium } from './pdfium.ts';
import { type Jbig2, startsBlack } from './jbig2.ts';

/** `FPDF_PAGEOBJ_IMAGE` and `FPDF_PAGEOBJ_FORM`, which has objects of its own. */
const types = { image: 3, form: 5 };
/** Bytes a pixel of `FPDFBitmap_Gray`, `_BGR`, `_BGRx` and `_BGRA`. */
const pixelBytes: Readonly<Record<number, number>> = { 1: 1, 2: 3, 3: 4, 4: 4 };
const formats = { grey: 1, bgra: 4 };
/** Of `FPDF_IMAGEOBJ_METADATA`, in words of 32 bits: pixels, bits a pixel and what they mean. */
const facts = { width: 0, height: 1, bits: 4, colours: 5 } as const;
const factsBytes = 28;
/** `FPDF_COLORSPACE_DEVICEGRAY`, `_CALGRAY` and `_ICCBASED`, and `_UNKNOWN`, as a stencil has it. */
const greys: ReadonlySet<number> = new Set([1, 4, 7]);
const stencil = 0;
const filterName = 'JBIG2Decode\0';
const mostObjects = 10_000;
/** Of all scans of a page: a document that has them in strips shows each pixel once. */
const mostScannedPixels = 4 * mostRenderedPixels;

/** An image of a bit a pixel. A stencil says where a colour is painted. */
interface Scan extends PixelSize {
  readonly object: number;
  readonly isStencil: boolean;
}

/** Runs with so many bytes of the library's memory; null where there are none. */
function withRoom<Value>(library: Pdfium, size: number, run: (place: number) => Value) {
  const place = library.wasmExports.malloc(size);
  if (place === 0) return null;
  const value = run(place);
  library.wasmExports.free(place);
  return value;
}

const wordsAt = (library: Pdfium, place: number, count: number) => {
  const view = new DataView(library.HEAPU8.buffer, place, 4 * count);
  return Array.from({ length: count }, (_, at) => view.getUint32(4 * at, true));
};

function isJbig2(library: Pdfium, object: number): boolean {
  if (library._FPDFImageObj_GetImageFilterCount(object) !== 1) return false;
  const name = withRoom(library, filterName.length, (place) => {
    const length = library._FPDFImageObj_GetImageFilter(object, 0, place, filterName.length);
    return Buffer.from(library.HEAPU8.slice(place, place + length)).toString('latin1');
  });
  return name === filterName;
}

/** Of an image of JBIG2 that is no larger than a page is drawn; null of any other. */
function scanOf(library: Pdfium, object: number, page: number): Scan | null {
  if (!isJbig2(library, object)) return null;
  return withRoom(library, factsBytes, (place) => {
    if (!library._FPDFImageObj_GetImageMetadata(object, page, place)) return null;
    const words = wordsAt(library, place, factsBytes / 4);
    const [width = 0, height = 0] = [words[facts.width], words[facts.height]];
    const isStencil = words[facts.colours] === stencil;
    const isPlain = words[facts.bits] === 1 && (isStencil || greys.has(words[facts.colours] ?? 0));
    const isDrawn = width > 0 && height > 0 && width * height <= mostRenderedPixels;
    return isPlain && isDrawn ? { object, isStencil, width, height } : null;
  });
}

/** The one value that PDFium shows of it everywhere, opacity of a stencil; null where there are several. */
function blankValue(library: Pdfium, { object, width, height, isStencil }: Scan): number | null {
  const bitmap = library._FPDFImageObj_GetBitmap(object);
  if (bitmap === 0) return isStencil ? 0 : 0xff;
  const stride = library._FPDFBitmap_GetStride(bitmap);
  const start = library._FPDFBitmap_GetBuffer(bitmap);
  const bytes = pixelBytes[library._FPDFBitmap_GetFormat(bitmap)] ?? 0;
  const first = library.HEAPU8[start] ?? 0;
  let isBlank = bytes > 0 && (first === 0 || first === 0xff);
  for (let y = 0; y < height && isBlank; y += 1) {
    const row = start + y * stride;
    isBlank = library.HEAPU8.subarray(row, row + width * bytes).every((value) => value === first);
  }
  library._FPDFBitmap_Destroy(bitmap);
  return isBlank ? first : null;
}

/** As it is coded. */
function codeOf(library: Pdfium, object: number): Uint8Array | null {
  const length = library._FPDFImageObj_GetImageDataRaw(object, 0, 0);
  return withRoom(library, length, (place) => {
    library._FPDFImageObj_GetImageDataRaw(object, place, length);
    return library.HEAPU8.slice(place, place + length);
  });
}

/** Red, green and blue that a stencil paints; black where nothing says. */
function paintOf(library: Pdfium, object: number): readonly number[] {
  const black = [0, 0, 0];
  const paint = withRoom(library, 16, (place) => {
    const places = [place, place + 4, place + 8, place + 12] as const;
    return library._FPDFPageObj_GetFillColor(object, ...places) ? wordsAt(library, place, 3) : null;
  });
  return paint ?? black;
}

/** `values` has one for each pixel: grey, or opacity of a stencil. */
function replace(library: Pdfium, scan: Scan, values: Uint8Array): void {
  const { object, width, height, isStencil } = scan;
  const [bytes, format] = isStencil ? [4, formats.bgra] : [1, formats.grey];
  const [red = 0, green = 0, blue = 0] = isStencil ? paintOf(library, object) : [];
  withRoom(library, values.length * bytes, (place) => {
    const pixels = library.HEAPU8.subarray(place, place + values.length * bytes);
    if (isStencil) {
      for (let at = 0; at < values.length; at += 1) {
        pixels[4 * at] = blue;
        pixels[4 * at + 1] = green;
        pixels[4 * at + 2] = red;
        pixels[4 * at + 3] = values[at] ?? 0;
      }
    } else pixels.set(values);
    const bitmap = library._FPDFBitmap_CreateEx(width, height, format, place, width * bytes);
    library._FPDFImageObj_SetBitmap(0, 0, object, bitmap);
    library._FPDFBitmap_Destroy(bitmap);
  });
}

/** Images of a page and of the forms on it. */
function* imagesOf(library: Pdfium, page: number): Generator<number> {
  // 0 is the page itself.
  const waiting = [0];
  let looked = 0;
  for (let form = waiting.pop(); form !== undefined; form = waiting.pop()) {
    const count = form
      ? library._FPDFFormObj_CountObjects(form)
      : library._FPDFPage_CountObjects(page);
    for (let at = 0; at < count; at += 1) {
      if ((looked += 1) > mostObjects) return;
      const object = form
        ? library._FPDFFormObj_GetObject(form, at)
        : library._FPDFPage_GetObject(page, at);
      const type = object === 0 ? 0 : library._FPDFPageObj_GetType(object);
      if (type === types.image) yield object;
      if (type === types.form) waiting.push(object);
    }
  }
}

/** A byte for each pixel: what a clear and a set bit stand for. */
function valuesOf(rows: Uint8Array, { width, height }: Scan, shown: readonly [number, number]) {
  const values = new Uint8Array(width * height);
  const rowBytes = rows.length / height;
  const [clear, set] = shown;
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const byte = rows[y * rowBytes + (x >> 3)] ?? 0;
      values[y * width + x] = (byte >> (7 - (x & 7))) & 1 ? set : clear;
    }
  return values;
}

function mend(library: Pdfium, scan: Scan, jbig2: Jbig2): void {
  const blank = blankValue(library, scan);
  const code = blank === null ? null : codeOf(library, scan.object);
  const rows = code && jbig2.decode(code, scan);
  if (blank === null || !code || !rows) return;
  // What PDFium shows everywhere is the ground, whichever way round the document has it.
  const other = 0xff - blank;
  const shown = startsBlack(code) ? ([blank, other] as const) : ([other, blank] as const);
  const values = valuesOf(rows, scan, shown);
  // One that is of one colour may be just that, and then PDFium is right.
  if (values.includes(blank) && values.includes(other)) replace(library, scan, values);
}

/**
 * Puts what another decoder makes of them in the place of images of JBIG2 of which PDFium shows nothing, before the page
 * is drawn. Those with segments elsewhere in the document (`JBIG2Globals`) and masks of other images stay as they are.
 */
export function mendImages(library: Pdfium, page: number, jbig2: Jbig2): void {
  let scannedPixels = 0;
  for (const object of imagesOf(library, page)) {
    const scan = scanOf(library, object, page);
    if (!scan) continue;
    scannedPixels += scan.width * scan.height;
    if (scannedPixels > mostScannedPixels) return;
    mend(library, scan, jbig2);
  }
}
