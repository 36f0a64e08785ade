import { Buffer } from 'node:buffer';
import {
  type Component,
  type Frame,
  type ProgressiveJpeg,
  readScans,
  type Scan,
} from './read-scans.ts';

const coefficients = 64;
const unseen = -1;

/** Whether the scans give every coefficient of every component to its last bit, each in the order that the standard wants. */
function isComplete({ frame, parts }: ProgressiveJpeg): boolean {
  const bits = new Map(
    frame.components.map(({ id }) => [id, new Int8Array(coefficients).fill(unseen)]),
  );
  const goesOn = ({ components, first, last, before, bit }: Scan) =>
    components.every((id) => {
      const known = bits.get(id);
      // Brightness and colour come before detail.
      if (!known || (first > 0 && known[0] === unseen)) return false;
      const range = known.subarray(first, last + 1);
      const isNext = range.every((one) => one === (before === 0 ? unseen : before));
      range.fill(bit);
      return isNext;
    });
  const isInOrder = parts.every(({ scan }) => scan === null || goesOn(scan));
  return isInOrder && [...bits.values()].every((known) => known.every((bit) => bit === 0));
}

/**
 * At an eighth, libjpeg takes only the mean of each block, but for components that are subsampled both ways: of those it
 * takes 2 × 2 pixels or more rather than enlarge them.
 */
function needsDetail({ across, down }: Component, { components }: Frame): boolean {
  const most = (edge: 'across' | 'down') => Math.max(...components.map((one) => one[edge]));
  return across < most('across') && down < most('down');
}

function blocksOf({ across, down }: Component, { width, height, components }: Frame): number {
  const edge = (pixels: number, factor: number, most: number) =>
    Math.ceil((pixels * factor) / (most * 8));
  const mostAcross = Math.max(...components.map((one) => one.across));
  const mostDown = Math.max(...components.map((one) => one.down));
  return edge(width, across, mostAcross) * edge(height, down, mostDown);
}

/** No restarts from here on. */
const withoutRestarts = Buffer.from('ffdd00040000', 'hex');
/** Table 0 for details: the one code, `0`, says how many blocks have none, in 14 more bits. */
const runTable = Buffer.from(`ffc4001410${'01'.padEnd(32, '0')}e0`, 'hex');
/** With those 14 bits all set. */
const longestRun = 32_767;
const runBits = `0${'1'.repeat(14)}`;

/** A scan which says that a component has no details. A last run that is too long does no harm. */
function emptyScan(component: Component, frame: Frame): Buffer {
  const bits = runBits.repeat(Math.ceil(blocksOf(component, frame) / longestRun));
  const octets = bits.padEnd(Math.ceil(bits.length / 8) * 8, '1').match(/.{8}/g) ?? [];
  const data = octets.flatMap((octet) => {
    const byte = parseInt(octet, 2);
    // A byte of FF is data only with a zero behind it.
    return byte === 0xff ? [byte, 0] : [byte];
  });
  const head = [0xff, 0xda, 0, 8, 1, component.id, 0, 1, coefficients - 1, 0];
  return Buffer.from([...head, ...data]);
}

const endOfImage = Buffer.from('ffd9', 'hex');

/**
 * A progressive JPEG without the scans that make no difference when libjpeg decodes it at an eighth of its size: the
 * pixels are the same to the last bit. Null where that is not certain. The scans left out count as read: libjpeg would
 * otherwise smooth what it takes for an unfinished picture.
 */
export function scansForEighth(bytes: Buffer): Buffer | null {
  const jpeg = readScans(bytes);
  if (!jpeg || !isComplete(jpeg)) return null;
  const { frame, parts } = jpeg;
  const plain = frame.components.filter((component) => !needsDetail(component, frame));
  const isPlain = (id: number) => plain.some((component) => component.id === id);
  const isKept = (scan: Scan | null) =>
    scan === null || scan.first === 0 || !scan.components.every(isPlain);
  const kept = parts.filter(({ scan }) => isKept(scan));
  return Buffer.concat([
    bytes.subarray(0, 2),
    ...kept.map(({ start, end }) => bytes.subarray(start, end)),
    withoutRestarts,
    runTable,
    ...plain.map((component) => emptyScan(component, frame)),
    endOfImage,
  ]);
}
