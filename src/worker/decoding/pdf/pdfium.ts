import { readFile } from 'node:fs/promises';
import type { PDFiumModule } from '@hyzyla/pdfium';
import { type Codec, KeptCodec } from '../kept-codec.ts';

/** PDFium's C interface, without the package's own layer: that one smears text for subpixels and hides error codes. */
export type Pdfium = Awaited<ReturnType<typeof PDFiumModule>>;

async function load(): Promise<Codec<Pdfium>> {
  const { PDFiumModule } = await import('@hyzyla/pdfium');
  const file = new URL(import.meta.resolve('@hyzyla/pdfium/pdfium.wasm'));
  const wasmBinary = Uint8Array.from(await readFile(file)).buffer;
  const module = await PDFiumModule({ wasmBinary, locateFile: () => '' });
  module._FPDF_InitLibraryWithConfig({ version: 2 });
  return { module, memorySize: () => module.HEAPU8.length };
}

export const pdfium = new KeptCodec(load);
