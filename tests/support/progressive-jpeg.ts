import {
  acSymbols,
  Bits,
  type Block,
  dcSymbols,
  encodeAc,
  encodeDc,
  type ScriptedScan,
} from './jpeg-scan-data.ts';

export interface ProgressiveSource {
  readonly width: number;
  readonly height: number;
  /** Sampling factors of each component. */
  readonly sampling: readonly (readonly [across: number, down: number])[];
  readonly script: readonly ScriptedScan[];
  /** MCUs between restarts; 0 for none. */
  readonly restarts?: number;
  /** Segments behind SOI, as they are. */
  readonly segments?: Buffer;
  readonly seed?: number;
}

interface Plane {
  readonly across: number;
  readonly down: number;
  /** Blocks a row, those that only fill up the last MCU included. */
  readonly stride: number;
  readonly columns: number;
  readonly rows: number;
  readonly blocks: readonly Block[];
}

/** Places of blocks, MCU by MCU; each with its plane. */
function* mcus(planes: readonly Plane[], mcuRows: number, mcuColumns: number) {
  const [only] = planes;
  if (planes.length === 1 && only) {
    for (let at = 0; at < only.rows * only.columns; at += 1) {
      const row = Math.floor(at / only.columns);
      yield [{ plane: only, at: row * only.stride + (at % only.columns) }];
    }
    return;
  }
  for (let mcu = 0; mcu < mcuRows * mcuColumns; mcu += 1) {
    const [row, column] = [Math.floor(mcu / mcuColumns), mcu % mcuColumns];
    yield planes.flatMap((plane) =>
      Array.from({ length: plane.across * plane.down }, (_, at) => {
        const y = row * plane.down + Math.floor(at / plane.across);
        return { plane, at: y * plane.stride + column * plane.across + (at % plane.across) };
      }),
    );
  }
}

const segment = (kind: number, content: readonly number[]) => {
  const length = content.length + 2;
  return Buffer.from([0xff, kind, length >> 8, length & 255, ...content]);
};
const word = (value: number) => [value >> 8, value & 255];
const table = (kind: number, bits: number, symbols: readonly number[]) =>
  segment(0xc4, [
    kind,
    ...Array.from({ length: 16 }, (_, at) => (at === bits - 1 ? symbols.length : 0)),
    ...symbols,
  ]);

/** A progressive JPEG of random, mostly low coefficients, in any sampling and any order of scans that the standard knows. */
export function progressiveJpeg(source: ProgressiveSource): Buffer {
  const { width, height, sampling, script, restarts = 0, segments = Buffer.alloc(0) } = source;
  let state = source.seed ?? 1;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const [mostAcross, mostDown] = [0, 1].map((at) =>
    Math.max(...sampling.map((one) => one[at] ?? 1)),
  );
  const mcuColumns = Math.ceil(width / (8 * (mostAcross ?? 1)));
  const mcuRows = Math.ceil(height / (8 * (mostDown ?? 1)));
  const planes = sampling.map(([across, down]): Plane => {
    const blocks = Array.from({ length: mcuColumns * across * mcuRows * down }, () =>
      Int16Array.from({ length: 64 }, (_, k) => {
        if (random() > 1.4 / (1 + k / 4)) return 0;
        return Math.round((random() - 0.5) * (k === 0 ? 200 : 60 / (1 + k / 3)));
      }),
    );
    const columns = Math.ceil((width * across) / ((mostAcross ?? 1) * 8));
    const rows = Math.ceil((height * down) / ((mostDown ?? 1) * 8));
    return { across, down, stride: mcuColumns * across, columns, rows, blocks };
  });
  const scans = script.map((scan) => {
    const bits = new Bits();
    const used = scan.of.flatMap((at) => planes[at] ?? []);
    const previous = new Map<Plane, number>();
    let [count, marker] = [0, 0];
    for (const mcu of mcus(used, mcuRows, mcuColumns)) {
      if (restarts > 0 && count > 0 && count % restarts === 0) {
        bits.flush();
        bits.bytes.push(0xff, 0xd0 + (marker % 8));
        marker += 1;
        previous.clear();
      }
      count += 1;
      for (const { plane, at } of mcu) {
        const block = plane.blocks[at] ?? new Int16Array(64);
        if (scan.first > 0) encodeAc(bits, block, scan);
        else
          previous.set(plane, encodeDc(bits, { block, previous: previous.get(plane) ?? 0 }, scan));
      }
    }
    bits.flush();
    const chosen = scan.of.flatMap((at) => [at + 1, 0]);
    const range = [scan.first, scan.last, (scan.before << 4) | scan.bit];
    return Buffer.concat([
      segment(0xda, [scan.of.length, ...chosen, ...range]),
      Buffer.from(bits.bytes),
    ]);
  });
  const components = sampling.flatMap(([across, down], at) => [at + 1, (across << 4) | down, 0]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segments,
    segment(0xdb, [0, ...Array.from({ length: 64 }, (_, k) => 4 + (k >> 2))]),
    segment(0xc2, [8, ...word(height), ...word(width), sampling.length, ...components]),
    table(0x00, 4, dcSymbols),
    table(0x10, 8, acSymbols),
    ...(restarts > 0 ? [segment(0xdd, word(restarts))] : []),
    ...scans,
    Buffer.from([0xff, 0xd9]),
  ]);
}

type Range = readonly [first: number, last: number];
type Refinement = readonly [before: number, bit: number];

function scan(
  of: readonly number[],
  [first, last]: Range,
  [before, bit]: Refinement = [0, 0],
): ScriptedScan {
  return { of, first, last, before, bit };
}
const dc: Range = [0, 0];
const ac: Range = [1, 63];
const placesOf = (count: number) => Array.from({ length: count }, (_, at) => at);

/** Orders of scans for so many components. */
export const scripts: Readonly<Record<string, (count: number) => readonly ScriptedScan[]>> = {
  'spectral selection': (count) => [
    scan(placesOf(count), dc),
    ...placesOf(count).flatMap((at) => [scan([at], [1, 5]), scan([at], [6, 63])]),
  ],
  'successive approximation': (count) => {
    const all = placesOf(count);
    return [
      scan(all, dc, [0, 2]),
      ...all.flatMap((at) => [scan([at], [1, 5], [0, 2]), scan([at], [6, 63], [0, 2])]),
      scan(all, dc, [2, 1]),
      ...all.map((at) => scan([at], ac, [2, 1])),
      scan(all, dc, [1, 0]),
      ...all.map((at) => scan([at], ac, [1, 0])),
    ];
  },
  'one component after the other': (count) =>
    placesOf(count).flatMap((at) => [
      scan([at], dc, [0, 1]),
      scan([at], ac, [0, 1]),
      scan([at], dc, [1, 0]),
      scan([at], ac, [1, 0]),
    ]),
};
