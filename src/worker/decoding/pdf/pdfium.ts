import { readFile } from 'node:fs/promises';
import type { PDFiumModule } from '@hyzyla/pdfium';
import { type Codec, KeptCodec } from '../kept-codec.ts';

/** PDFium's C interface, without the package's own layer: that one smears text for subpixels and hides error codes. */
export type Pdfium = TypedCalls & {
  _FPDF_SetFormFieldHighlightAlpha(form: number, alpha: number): void;
  /** Pages that are drawn already, how many of them, an object and what it is to show from now on, which is copied. */
  _FPDFImageObj_SetBitmap(pages: number, count: number, object: number, bitmap: number): number;
  _FPDFImageObj_GetImageMetadata(object: number, page: number, place: number): number;
  /** Where red, green, blue and opacity go. */
  _FPDFPageObj_GetFillColor(object: number, ...places: readonly number[]): number;
  _FPDFPage_GetAnnotCount(page: number): number;
  _FPDFFormObj_CountObjects(form: number): number;
  _FPDFFormObj_GetObject(form: number, at: number): number;
  /** Calls the writer at a place with all that a document is. */
  _FPDF_SaveAsCopy(document: number, writer: number, flags: number): number;
};
type TypedCalls = Awaited<ReturnType<typeof PDFiumModule>>;

const untyped = [
  '_FPDF_SetFormFieldHighlightAlpha',
  '_FPDFImageObj_SetBitmap',
  '_FPDFImageObj_GetImageMetadata',
  '_FPDFPageObj_GetFillColor',
  '_FPDFPage_GetAnnotCount',
  '_FPDFFormObj_CountObjects',
  '_FPDFFormObj_GetObject',
  '_FPDF_SaveAsCopy',
];

/** The package's types leave out calls that are there. */
const isWhole = (module: TypedCalls): module is Pdfium => untyped.every((name) => name in module);

async function load(): Promise<Codec<Pdfium>> {
  const { PDFiumModule } = await import('@hyzyla/pdfium');
  const file = new URL(import.meta.resolve('@hyzyla/pdfium/pdfium.wasm'));
  const wasmBinary = Uint8Array.from(await readFile(file)).buffer;
  const module = await PDFiumModule({ wasmBinary, locateFile: () => '' });
  if (!isWhole(module))
    throw new TypeError('this PDFium is another build than this was written for');
  module._FPDF_InitLibraryWithConfig({ version: 2 });
  return { module, memorySize: () => module.HEAPU8.length };
}

export const pdfium = new KeptCodec(load);

/** `FPDF_ANNOT` and `FPDF_REVERSE_BYTE_ORDER`: notes too, and red first. */
export const drawingFlags = 0x01 | 0x10;

export interface PageSize {
  readonly width: number;
  readonly height: number;
}
