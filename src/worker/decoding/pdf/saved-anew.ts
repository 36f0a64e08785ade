import { Buffer } from 'node:buffer';
import { type Pdfium, pdfium } from './pdfium.ts';

/** `FPDF_REMOVE_SECURITY`: all of the document is written, nothing encrypted. */
const removeSecurity = 3;
/** `FPDF_FILEWRITE`: its version, and the number of a function that takes bytes. */
const writerBytes = 8;
const writerVersion = 1;

interface Table {
  set(at: number, value: unknown): void;
}

const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && 'set' in value;

/** A module that hands on a function of three numbers that gives one: only its own kind of function fits into a table. */
const adapter = Buffer.from(
  // The magic number, its type, a.f that is asked for, and given as f.
  [
    '0061736d01000000',
    '010801',
    '60037f7f7f017f',
    '02070101610166',
    '0000',
    '0705010166',
    '0000',
  ].join(''),
  'hex',
);

/** Hears where bytes are, and how many; 0 ends the writing. */
type Write = (...numbers: number[]) => number;

/** The table of the build cannot grow. Its first place is that of no function, and is empty. */
const freePlace = 0;

/** Runs while the library can call a function by the number 0. */
async function withWriter<Value>(library: Pdfium, write: Write, run: () => Value): Promise<Value> {
  const table: unknown = Reflect.get(library.wasmExports, '__indirect_function_table');
  const { instance } = await WebAssembly.instantiate(adapter, { a: { f: write } });
  const { exports } = instance;
  if (!isTable(table) || typeof exports !== 'object' || exports === null)
    throw new TypeError('this PDFium is another build than this was written for');
  table.set(freePlace, Reflect.get(exports, 'f'));
  try {
    return run();
  } finally {
    table.set(freePlace, null);
  }
}

function saved(library: Pdfium, document: number, most: number): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let length = 0;
  const write: Write = (...[, place = 0, count = 0]) => {
    length += count;
    if (length > most) return 0;
    parts.push(Buffer.from(library.HEAPU8.slice(place, place + count)));
    return 1;
  };
  return withWriter(library, write, () => {
    const place = library.wasmExports.malloc(writerBytes);
    if (place === 0) return null;
    const words = new DataView(library.HEAPU8.buffer, place, writerBytes);
    words.setUint32(0, writerVersion, true);
    words.setUint32(4, freePlace, true);
    const isWhole = library._FPDF_SaveAsCopy(document, place, removeSecurity);
    library.wasmExports.free(place);
    return isWhole ? Buffer.concat(parts) : null;
  });
}

/**
 * The document as PDFium would save it: not encrypted, with one table that names the objects that count. Null where it does not
 * open, and where it would have more than `most` bytes.
 */
export function savedAnew(file: Buffer, most: number): Promise<Buffer | null> {
  return pdfium.use(async (library) => {
    const place = library.wasmExports.malloc(file.length);
    if (place === 0) return null;
    library.HEAPU8.set(file, place);
    const document = library._FPDF_LoadMemDocument(place, file.length, 0);
    const copy = document === 0 ? null : await saved(library, document, most);
    if (document !== 0) library._FPDF_CloseDocument(document);
    library.wasmExports.free(place);
    return copy;
  });
}
