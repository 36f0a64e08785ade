import type { Buffer } from 'node:buffer';
import type { ColourSpace, Transfer } from './colour-space.ts';
import { iccTag, isFixed, parametricTag, sampledTag, writeIcc, xyzTag } from './icc-writer.ts';
import { type Light, readHlg, readPq } from './light.ts';
import { apply, d50, toD50, toXyz, transpose, type Vector } from './matrix.ts';
import {
  compression,
  lightOfPq,
  referenceWhite,
  sceneOfHlg,
  screenOfScene,
  usualPeak,
} from './tone-map.ts';

/** Nodes an edge: as many as lcms itself takes, so that it reads each of them as it is. */
const gridEdge = 33;
/** The brightest that PQ can say, in cd/m²; more is a fault of the tag. */
const mostPeak = 10_000;

/** What a sample of video's range means in the full one. */
const widened = (sample: number) => Math.min(1, Math.max(0, (sample * 255 - 16) / 219));

type Power = Extract<Transfer, { kind: 'power' }>;

const lightOfPower =
  ({ g, a, b, c, d }: Power) =>
  (sample: number) =>
    Math.min(1, sample >= d ? Math.max(0, a * sample + b) ** g : c * sample);

/** Null where a number is larger than a profile can hold. */
function powerCurve(transfer: Power, isNarrow: boolean): Buffer | null {
  const light = lightOfPower(transfer);
  const { g, a, b, c, d } = transfer;
  if (isNarrow) return sampledTag((sample) => light(widened(sample)));
  // A curve that passes 1 is cut there.
  if (a + b > 1.0001) return sampledTag(light);
  const parameters = [g, a, b, c, d];
  return parameters.every(isFixed) ? parametricTag(parameters) : null;
}

function matrixProfile(space: ColourSpace, transfer: Power): Buffer | null {
  const matrix = toD50(space.primaries);
  const curve = powerCurve(transfer, space.isNarrow);
  if (!matrix || !curve || !matrix.flat().every(isFixed)) return null;
  const [red, green, blue] = transpose(matrix);
  return writeIcc({
    samples: 'RGB ',
    connection: 'XYZ ',
    tags: [
      ['rXYZ', xyzTag(red)],
      ['gXYZ', xyzTag(green)],
      ['bXYZ', xyzTag(blue)],
      ['rTRC', curve],
      ['gTRC', curve],
      ['bTRC', curve],
    ],
  });
}

const peakOf = ({ peak }: ColourSpace) =>
  peak === null || peak <= 0 ? usualPeak : Math.min(peak, mostPeak);

/** Light of a screen in cd/m², of samples by their places on the grid's edge. */
type ScreenLight = (red: number, green: number, blue: number) => Vector;

function screenLight(kind: 'pq' | 'hlg', edge: readonly number[], luma: Vector): ScreenLight {
  const levels = edge.map(kind === 'pq' ? lightOfPq : sceneOfHlg);
  const at = (index: number) => levels[index] ?? 0;
  const picked: ScreenLight = (red, green, blue) => [at(red), at(green), at(blue)];
  if (kind === 'pq') return picked;
  return (red, green, blue) => screenOfScene(picked(red, green, blue), luma);
}

/** The brightest of the three is bent and the others keep their ratio to it, so that hues stay. 1 is white. */
function toneMapped(light: Vector, compressed: (light: number) => number): Vector {
  const most = Math.max(...light);
  const factor = most > 0 ? compressed(most) / most / referenceWhite : 0;
  return [light[0] * factor, light[1] * factor, light[2] * factor];
}

const cubeRoot = (ratio: number) =>
  ratio > 216 / 24_389 ? Math.cbrt(ratio) : ((24_389 / 27) * ratio + 16) / 116;

/** CIELAB as version 2 of ICC stores it in 16 bits. */
function storedLab(xyz: Vector): Vector {
  const [x, y, z] = [
    cubeRoot(xyz[0] / d50[0]),
    cubeRoot(xyz[1] / d50[1]),
    cubeRoot(xyz[2] / d50[2]),
  ];
  return [(116 * y - 16) * 652.8, (500 * (x - y) + 128) * 256, (200 * (y - z) + 128) * 256];
}

const stored = (value: number) => Math.min(65_535, Math.max(0, Math.round(value)));

/** Red changes slowest. */
function fillGrid(clut: Buffer, colour: (red: number, green: number, blue: number) => Vector) {
  for (let node = 0; node < gridEdge ** 3; node += 1) {
    const red = Math.floor(node / gridEdge ** 2);
    const green = Math.floor(node / gridEdge) % gridEdge;
    const lab = colour(red, green, node % gridEdge);
    for (let channel = 0; channel < 3; channel += 1)
      clut.writeUInt16BE(stored(lab[channel] ?? 0), (node * 3 + channel) * 2);
  }
}

/** The table type of version 2: curves and matrix that change nothing, and the grid between them. */
function gridTag(colour: (red: number, green: number, blue: number) => Vector): Buffer {
  const straight = 3 * 2 * 2;
  const clutBytes = gridEdge ** 3 * 3 * 2;
  return iccTag('mft2', 44 + straight * 2 + clutBytes, (tag) => {
    tag.set([3, 3, gridEdge], 8);
    for (const place of [12, 28, 44]) tag.writeInt32BE(65_536, place);
    tag.writeUInt16BE(2, 48);
    tag.writeUInt16BE(2, 50);
    const clutAt = 52 + straight;
    for (let channel = 0; channel < 3; channel += 1) {
      tag.writeUInt16BE(65_535, 54 + channel * 4);
      tag.writeUInt16BE(65_535, clutAt + clutBytes + 2 + channel * 4);
    }
    fillGrid(tag.subarray(clutAt, clutAt + clutBytes), colour);
  });
}

/** High dynamic range, mapped to what an ordinary screen shows. */
function tableProfile(space: ColourSpace, kind: 'pq' | 'hlg'): Buffer | null {
  const matrix = toD50(space.primaries);
  const luma = toXyz(space.primaries)?.[1];
  if (!matrix || !luma) return null;
  const samples = Array.from({ length: gridEdge }, (_, at) => at / (gridEdge - 1));
  const light = screenLight(kind, space.isNarrow ? samples.map(widened) : samples, luma);
  const compressed = compression(peakOf(space));
  const table = gridTag((red, green, blue) =>
    storedLab(apply(matrix, toneMapped(light(red, green, blue), compressed))),
  );
  return writeIcc({ samples: 'RGB ', connection: 'Lab ', tags: [['A2B0', table]] });
}

/** Grey has one curve, with the tone mapping in it. */
function greyProfile(space: ColourSpace): Buffer | null {
  const { transfer, isNarrow } = space;
  if (transfer.kind === 'power') {
    const curve = powerCurve(transfer, isNarrow);
    return curve && greyOf(curve);
  }
  const { kind } = transfer;
  const compressed = compression(peakOf(space));
  const light = (sample: number) =>
    kind === 'pq' ? lightOfPq(sample) : screenOfScene([sceneOfHlg(sample), 0, 0], [1, 0, 0])[0];
  return greyOf(
    sampledTag((sample) => compressed(light(isNarrow ? widened(sample) : sample)) / referenceWhite),
  );
}

const greyOf = (curve: Buffer): Buffer =>
  writeIcc({ samples: 'GRAY', connection: 'XYZ ', tags: [['kTRC', curve]] });

/** Tables take milliseconds to make, and pictures of one kind come together. */
const kept = new Map<string, { readonly space: ColourSpace; readonly profile: Buffer | null }>();
const mostKept = 8;

/**
 * An ICC profile that says what the samples mean, so that whatever brings pixels to sRGB needs to know ICC only. Null
 * where the primaries or the curve make no sense. For PQ and HLG it brings them to an ordinary screen's range on the way.
 */
export function profileOf(space: ColourSpace, samples: 'rgb' | 'grey'): Buffer | null {
  const key = JSON.stringify([samples, space]);
  const known = kept.get(key);
  if (known !== undefined) return known.profile;
  const profile = samples === 'grey' ? greyProfile(space) : colourProfile(space);
  const [oldest] = kept.keys();
  if (oldest !== undefined && kept.size >= mostKept) kept.delete(oldest);
  kept.set(key, { space, profile });
  return profile;
}

/** What a profile with a table says that was made here for PQ or HLG, without the steps of the table; null of any other. */
export function lightOfTable(icc: Buffer): Light | null {
  const known = [...kept.values()].find(({ profile }) => profile?.equals(icc));
  const kind = known?.space.transfer.kind;
  if (!known || !kind || kind === 'power') return null;
  const { space } = known;
  const matrix = toD50(space.primaries);
  const luma = toXyz(space.primaries)?.[1];
  if (!matrix || !luma) return null;
  const widen = space.isNarrow ? widened : (sample: number) => sample;
  const peak = peakOf(space);
  const reader = kind === 'pq' ? readPq(widen, peak) : readHlg(widen, { peak, luma });
  return { toD50: matrix, reader };
}

function colourProfile(space: ColourSpace): Buffer | null {
  const { transfer } = space;
  return transfer.kind === 'power'
    ? matrixProfile(space, transfer)
    : tableProfile(space, transfer.kind);
}
