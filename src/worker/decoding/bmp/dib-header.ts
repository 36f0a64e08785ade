import type { ByteReader } from '../../bytes/byte-reader.ts';

/** Bits of a pixel that hold each channel; 0: the channel is not there. */
export interface ChannelMasks {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly alpha: number;
}

export type Compression = 'none' | 'rle4' | 'rle8' | 'rle24' | 'jpeg' | 'png' | 'unknown';

export interface DibHeader {
  readonly width: number;
  readonly height: number;
  readonly isTopDown: boolean;
  readonly bits: number;
  readonly compression: Compression;
  readonly masks: ChannelMasks | null;
  readonly paletteOffset: number;
  readonly paletteEntrySize: 3 | 4;
  /** As declared; 0 means as many as `bits` can tell apart. */
  readonly paletteCount: number;
  readonly icc: { readonly offset: number; readonly length: number } | null;
}

const coreSize = 12;
const infoSize = 40;
const bitfields = 3;
const alphaBitfields = 6;
const compressions: readonly Compression[] = [
  'none',
  'rle8',
  'rle4',
  'none',
  'jpeg',
  'png',
  'none',
];
const embeddedProfile = 0x4d424544;

/**
 * Reads from where `reader` stands: a device-independent bitmap's header of any age, OS/2's too.
 * Bits and compression may still contradict each other. Fields that a short header leaves out are 0.
 */
export function readDibHeader(reader: ByteReader): DibHeader {
  const start = reader.position;
  const size = reader.u32();
  return size === coreSize ? readCore(reader, start) : readInfo(reader, start, size);
}

function readCore(reader: ByteReader, start: number): DibHeader {
  const width = reader.u16();
  const height = reader.u16();
  reader.skip(2);
  return {
    width,
    height,
    isTopDown: false,
    bits: reader.u16(),
    compression: 'none',
    masks: null,
    paletteOffset: start + coreSize,
    paletteEntrySize: 3,
    paletteCount: 0,
    icc: null,
  };
}

function readInfo(reader: ByteReader, start: number, size: number): DibHeader {
  const width = reader.i32();
  const height = reader.i32();
  reader.skip(2);
  const bits = reader.u16();
  const has = (end: number) => size >= end;
  const code = has(20) ? reader.u32() : 0;
  reader.skip(12);
  const paletteCount = has(36) ? reader.u32() : 0;
  const isOs2 = size === 16 || size === 64;
  const hasMasks = !isOs2 && (code === bitfields || code === alphaBitfields);
  const masksAfterHeader = size === infoSize && hasMasks ? (code === alphaBitfields ? 16 : 12) : 0;
  const maskLength = Math.max(masksAfterHeader, size - infoSize);
  return {
    width,
    height: Math.abs(height),
    isTopDown: height < 0,
    bits,
    compression: compressionOf(code, isOs2),
    masks: hasMasks ? readMasks(reader.at(start + infoSize), maskLength) : null,
    paletteOffset: start + size + masksAfterHeader,
    paletteEntrySize: 4,
    paletteCount,
    icc: has(124) ? readProfilePlace(reader, start) : null,
  };
}

function compressionOf(code: number, isOs2: boolean): Compression {
  if (isOs2 && code === 3) return 'unknown';
  if (isOs2 && code === 4) return 'rle24';
  return compressions[code] ?? 'unknown';
}

function readMasks(reader: ByteReader, length: number): ChannelMasks {
  const red = reader.u32();
  const green = reader.u32();
  const blue = reader.u32();
  return { red, green, blue, alpha: length >= 16 ? reader.u32() : 0 };
}

function readProfilePlace(reader: ByteReader, start: number): DibHeader['icc'] {
  if (reader.at(start + 56).u32() !== embeddedProfile) return null;
  const place = reader.at(start + 112);
  return { offset: start + place.u32(), length: place.u32() };
}
