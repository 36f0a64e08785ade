import { ByteReader } from '../../bytes/byte-reader.ts';
import { type IconEntry, pngEntry } from '../icon-entry.ts';

/**
 * `runs`: red, green and blue in run lengths, with `mask` beside them. `argb`: all four in run lengths.
 * `jpeg2000` says its size itself, here it is 0.
 */
export interface IcnsEntry extends IconEntry {
  readonly kind: 'png' | 'jpeg2000' | 'runs' | 'argb';
  readonly mask: Uint8Array | null;
}

/** Types whose pixels do not say how many they are, and the type of the mask that goes with each. */
const runTypes: Readonly<Record<string, { readonly edge: number; readonly mask: string }>> = {
  is32: { edge: 16, mask: 's8mk' },
  il32: { edge: 32, mask: 'l8mk' },
  ih32: { edge: 48, mask: 'h8mk' },
  it32: { edge: 128, mask: 't8mk' },
};
const argbEdges: Readonly<Record<string, number>> = { ic04: 16, ic05: 32, icsb: 18, icsB: 36 };

const headerLength = 8;
/** More than any program writes. */
const mostElements = 256;
const jp2Name = 0x0000000c;
const codestreamName = 0xff4fff51;
const argbName = 'ARGB';

/** Elements by type; one that goes on behind the last byte is left out. */
function readElements(bytes: Uint8Array): Map<string, Uint8Array> {
  const elements = new Map<string, Uint8Array>();
  const reader = new ByteReader(bytes, 'big');
  reader.skip(headerLength);
  while (reader.remaining > headerLength && elements.size < mostElements) {
    const type = reader.text(4);
    const length = reader.u32() - headerLength;
    const content = reader.take(length);
    if (reader.isExhausted) break;
    elements.set(type, content);
  }
  return elements;
}

function readEntry(type: string, elements: ReadonlyMap<string, Uint8Array>): IcnsEntry | null {
  const bytes = elements.get(type) ?? new Uint8Array();
  const square = (edge: number) => ({ bytes, width: edge, height: edge, bits: 32 });
  const runs = runTypes[type];
  if (runs) return { kind: 'runs', ...square(runs.edge), mask: elements.get(runs.mask) ?? null };
  const png = pngEntry(bytes);
  if (png) return { ...png, mask: null };
  const reader = new ByteReader(bytes, 'big');
  const argbEdge = argbEdges[type];
  if (argbEdge !== undefined && reader.text(4) === argbName)
    return { kind: 'argb', ...square(argbEdge), mask: null };
  const isJpeg2000 = [jp2Name, codestreamName].includes(reader.at(0).u32());
  return isJpeg2000 ? { kind: 'jpeg2000', ...square(0), mask: null } : null;
}

/** The pictures of a Mac icon; black-and-white and palette ones of before 2000 are left out. */
export function readIcnsEntries(bytes: Uint8Array): IcnsEntry[] {
  const elements = readElements(bytes);
  return [...elements.keys()]
    .map((type) => readEntry(type, elements))
    .filter((entry) => entry !== null);
}
