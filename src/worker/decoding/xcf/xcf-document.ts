import type { ByteReader } from '../../bytes/byte-reader.ts';

/** What GIMP calls its ways of packing tiles. */
export const packings = { none: 0, runs: 1, zlib: 2 } as const;
/** How a layer lies over those below: as before GIMP 2.10, or since; or as a group that only holds others. */
export const modes = { oldNormal: 0, normal: 28, passThrough: 61 } as const;
/** Where a layer says in which numbers it is blended. */
export const spaces = { automatic: 0, linear: 1, perceptual: 2 } as const;
/** Both layers show, as far as each is there; 0 stands for this, too. */
const union = 1;

const properties = {
  end: 0,
  colourMap: 1,
  floatingSelection: 5,
  opacity: 6,
  mode: 7,
  visible: 8,
  applyMask: 11,
  offsets: 15,
  packing: 17,
  parasites: 21,
  groupItem: 29,
  itemPath: 30,
  compositeMode: 35,
  compositeSpace: 36,
} as const;

export interface XcfLayer {
  readonly width: number;
  readonly height: number;
  /** 0 to 5: RGB, grey and palette, each without and with alpha. */
  readonly kind: number;
  readonly left: number;
  readonly top: number;
  readonly opacity: number;
  readonly isVisible: boolean;
  readonly isGroup: boolean;
  readonly mode: number;
  readonly space: number;
  /** It shows only where others do, or they only where it does. */
  readonly isClipped: boolean;
  /** Its place in its groups, outermost first. */
  readonly path: readonly number[];
  readonly hierarchyAt: number;
  /** Null where there is none, or it is switched off. */
  readonly maskAt: number | null;
}

export interface XcfDocument {
  readonly width: number;
  readonly height: number;
  readonly precision: number;
  readonly packing: number;
  readonly palette: Uint8Array;
  readonly icc: Uint8Array | null;
  /** Uppermost first. */
  readonly layers: readonly XcfLayer[];
  readonly hasWidePointers: boolean;
}

const firstWithPrecision = 4;
const firstWithWidePointers = 11;
/** 8 bits with the curve of sRGB, by the numbers since version 5. */
export const eightBits = 150;
/** More are not read, and none of them is to be shown then. */
export const mostLayers = 2000;
const versionAt = 10;

/** From the first property on to the last; `read` gets a reader that stands on the value. */
function eachProperty(
  reader: ByteReader,
  read: (kind: number, value: ByteReader, length: number) => void,
): void {
  while (!reader.isExhausted) {
    const [kind, length] = [reader.u32(), reader.u32()];
    if (kind === properties.end) return;
    read(kind, reader.at(reader.position), length);
    reader.skip(length);
  }
}

const pointer = (reader: ByteReader, isWide: boolean) => (isWide ? reader.u64() : reader.u32());

function readProfile(value: ByteReader, length: number): Uint8Array | null {
  const end = value.position + length;
  while (value.position < end && !value.isExhausted) {
    const nameLength = value.u32();
    const name = String.fromCharCode(
      ...value.bytes.subarray(value.position, value.position + Math.min(nameLength, 64)),
    );
    value.skip(nameLength + 4);
    const size = value.u32();
    if (name === 'icc-profile\0')
      return value.bytes.subarray(value.position, value.position + size);
    value.skip(size);
  }
  return null;
}

/** What its properties say, whichever are there. */
interface Said {
  left: number;
  top: number;
  opacity: number;
  isVisible: boolean;
  isGroup: boolean;
  mode: number;
  space: number;
  hasMask: boolean;
  isClipped: boolean;
  path: readonly number[];
}

function readLayer(reader: ByteReader, isWide: boolean): XcfLayer {
  const [width, height, kind] = [reader.u32(), reader.u32(), reader.u32()];
  reader.skip(reader.u32());
  const said: Said = {
    left: 0,
    top: 0,
    opacity: 255,
    isVisible: true,
    isGroup: false,
    mode: modes.oldNormal,
    space: spaces.automatic,
    hasMask: true,
    isClipped: false,
    path: [],
  };
  eachProperty(reader, (property, value, length) => {
    if (property === properties.opacity) said.opacity = Math.min(255, value.u32());
    else if (property === properties.mode) said.mode = value.u32();
    else if (property === properties.visible) said.isVisible = value.u32() !== 0;
    else if (property === properties.applyMask) said.hasMask = value.u32() !== 0;
    else if (property === properties.groupItem) said.isGroup = true;
    // What is being moved is not a part of the picture yet.
    else if (property === properties.floatingSelection) said.isVisible = false;
    else if (property === properties.compositeSpace) said.space = Math.abs(value.i32());
    else if (property === properties.compositeMode) said.isClipped = Math.abs(value.i32()) > union;
    else if (property === properties.offsets) [said.left, said.top] = [value.i32(), value.i32()];
    else if (property === properties.itemPath)
      said.path = Array.from({ length: Math.min(64, length >> 2) }, () => value.u32());
  });
  const [hierarchyAt, maskAt] = [pointer(reader, isWide), pointer(reader, isWide)];
  const { hasMask, ...rest } = said;
  return { width, height, kind, ...rest, hierarchyAt, maskAt: hasMask && maskAt ? maskAt : null };
}

/** What a GIMP picture says of itself; `isExhausted` of the reader tells whether it ended early. */
export function readXcfDocument(reader: ByteReader): XcfDocument {
  // `file` is the first version, which has no number.
  const version = Number.parseInt(
    String.fromCharCode(...reader.bytes.subarray(versionAt, versionAt + 3)),
    10,
  );
  const hasWidePointers = version >= firstWithWidePointers;
  reader.skip(14);
  const [width, height] = [reader.u32(), reader.u32()];
  reader.skip(4);
  const said = version >= firstWithPrecision ? reader.u32() : eightBits;
  const precision = version === firstWithPrecision && said === 0 ? eightBits : said;
  const found = {
    packing: packings.none as number,
    palette: new Uint8Array(),
    icc: null as Uint8Array | null,
  };
  eachProperty(reader, (property, value, length) => {
    if (property === properties.packing) found.packing = value.u8();
    else if (property === properties.parasites) found.icc = readProfile(value, length);
    else if (property === properties.colourMap) {
      const count = Math.min(256, value.u32());
      found.palette = value.bytes.slice(value.position, value.position + count * 3);
    }
  });
  const layers: XcfLayer[] = [];
  for (let at = pointer(reader, hasWidePointers); at !== 0 && !reader.isExhausted;) {
    const own = reader.at(at);
    const layer = readLayer(own, hasWidePointers);
    if (own.isExhausted) reader.isExhausted = true;
    layers.push(layer);
    if (layers.length > mostLayers) break;
    at = pointer(reader, hasWidePointers);
  }
  return { width, height, precision, ...found, layers, hasWidePointers };
}
