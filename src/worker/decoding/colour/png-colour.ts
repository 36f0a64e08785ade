import { Buffer } from 'node:buffer';
import { deflateSync } from 'node:zlib';
import { pngChunk } from '../../bytes/png-chunk.ts';
import { chunksBeforePixels, type PngChunk } from '../../bytes/png-chunks.ts';
import {
  bt709,
  type ColourSpace,
  gamma,
  type Primaries,
  spaceOfCodePoints,
  srgbCurve,
} from './colour-space.ts';
import { profileOf } from './profile-of.ts';
import type { StandIn } from './stand-in.ts';

interface Chunk extends PngChunk {
  readonly body: Buffer;
}

/** More than any writer puts before the pixels; each one costs memory. */
const mostHeadChunks = 1000;

/** Those before the pixels; none behind one that is not whole. Null where there are too many. */
function headChunks(png: Buffer): readonly Chunk[] | null {
  const chunks: Chunk[] = [];
  for (const { type, start, end } of chunksBeforePixels(png)) {
    if (end > png.length) break;
    if (chunks.length === mostHeadChunks) return null;
    chunks.push({ type, start, end, body: png.subarray(start + 8, end - 4) });
  }
  return chunks;
}

const isColourTag = (type: string) =>
  type === 'cICP' || type === 'gAMA' || type === 'cHRM' || type === 'iCCP' || type === 'sRGB';

/** What a colour tag may change: null for a palette of greys too, which libvips reads in colour. */
const colourTypes: Readonly<Record<number, 'grey' | 'rgb'>> = {
  0: 'grey',
  2: 'rgb',
  3: 'rgb',
  4: 'grey',
  6: 'rgb',
};

/** 100,000 stands for 1. */
const unit = 100_000;
/** How far a gamma may be from that of sRGB and primaries from its own: writers round, and 0.45455 stands for its curve. */
const gammaTolerance = 0.0005;
const placeTolerance = 0.0015;

function primariesIn(body: Buffer): Primaries | null {
  if (body.length < 32) return null;
  const place = (index: number): [number, number] => [
    body.readUInt32BE(index * 8) / unit,
    body.readUInt32BE(index * 8 + 4) / unit,
  ];
  return { white: place(0), red: place(1), green: place(2), blue: place(3) };
}

function isBt709(primaries: Primaries): boolean {
  const isNear = (one: readonly number[], other: readonly number[]) =>
    one.every((value, at) => Math.abs(value - (other[at] ?? 0)) <= placeTolerance);
  return (['red', 'green', 'blue', 'white'] as const).every((name) =>
    isNear(primaries[name], bt709[name]),
  );
}

function spaceOfGamma(gAMA: Buffer | undefined, cHRM: Buffer | undefined): ColourSpace | null {
  const exponent = gAMA && gAMA.length >= 4 ? gAMA.readUInt32BE(0) / unit : 0;
  const isUsual = exponent === 0 || Math.abs(exponent - 0.45455) <= gammaTolerance;
  const said = cHRM ? primariesIn(cHRM) : null;
  const primaries = said && !isBt709(said) ? said : bt709;
  if (isUsual && primaries === bt709) return null;
  const transfer = exponent === 0 ? srgbCurve : gamma(1 / exponent);
  return { primaries, transfer, peak: null, isNarrow: false };
}

/** `cLLI` gives light in units of 0.0001 cd/m². */
function peakIn(cLLI: Buffer | undefined): number | null {
  return cLLI && cLLI.length >= 4 ? cLLI.readUInt32BE(0) / 10_000 || null : null;
}

/** By the third edition of PNG: cICP, iCCP, sRGB, then gAMA with cHRM. Null where sharp knows already or it is sRGB. */
function spaceOf(tags: ReadonlyMap<string, Buffer>): ColourSpace | null {
  const codes = tags.get('cICP');
  if (codes && codes.length === 4) {
    const [primaries = 2, transfer = 2, , isFull] = codes;
    const space = spaceOfCodePoints({ primaries, transfer });
    const isNarrow = isFull === 0;
    // sRGB by its code points needs a profile only in place of another.
    if (!space && !isNarrow && !tags.has('iCCP')) return null;
    const { primaries: gamut, transfer: curve } = space ?? srgb;
    return { primaries: gamut, transfer: curve, peak: peakIn(tags.get('cLLI')), isNarrow };
  }
  if (tags.has('iCCP') || tags.has('sRGB')) return null;
  return spaceOfGamma(tags.get('gAMA'), tags.get('cHRM'));
}

const srgb = { primaries: bt709, transfer: srgbCurve };
const profileName = Buffer.from('Tagged\0\0', 'latin1');

/** A profile for a PNG in place of what it says of its colours otherwise; null where nothing has to change. */
export function standInForPng(png: Buffer): StandIn | null {
  const chunks = headChunks(png);
  const header = chunks?.[0]?.body;
  const samples = header?.length === 13 ? colourTypes[header[9] ?? -1] : undefined;
  const space = chunks && samples && spaceOf(new Map(chunks.map(({ type, body }) => [type, body])));
  const icc = space && profileOf(space, samples);
  return chunks && icc ? { icc, tagged: () => withChunk(png, chunks, icc) } : null;
}

/** Behind the first chunk. */
function withChunk(png: Buffer, chunks: readonly Chunk[], icc: Buffer): Buffer {
  const kept = chunks.filter(({ type }) => !isColourTag(type));
  const parts = kept.map(({ start, end }) => png.subarray(start, end));
  const pixelsAt = chunks.at(-1)?.end ?? png.length;
  const said = Buffer.concat([profileName, deflateSync(icc, { level: 1 })]);
  return Buffer.concat([
    png.subarray(0, chunks[0]?.start),
    ...parts.slice(0, 1),
    pngChunk('iCCP', said),
    ...parts.slice(1),
    png.subarray(pixelsAt),
  ]);
}

export const retaggedPng = (png: Buffer): Buffer | null => standInForPng(png)?.tagged() ?? null;
