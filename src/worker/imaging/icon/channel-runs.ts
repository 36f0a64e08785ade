import { Buffer } from 'node:buffer';

/** A run says its length in one byte from 128 on; up to there a byte says how many literal ones follow, less one. */
const shortestRun = 3;
const longestRun = 130;
const runStart = 0x80;
const longestLiteral = 128;

function runLength(values: Uint8Array, start: number): number {
  let end = start + 1;
  while (end < values.length && end - start < longestRun && values[end] === values[start]) end += 1;
  return end - start;
}

/** One channel of RGBA pixels in the run lengths of Mac icons. */
export function channelRuns(rgba: Uint8Array, channel: number): Buffer {
  const values = Uint8Array.from(
    { length: rgba.length / 4 },
    (_, at) => rgba[at * 4 + channel] ?? 0,
  );
  const bytes: number[] = [];
  let literalStart = 0;
  const endLiteral = (end: number) => {
    if (end > literalStart)
      bytes.push(end - literalStart - 1, ...values.subarray(literalStart, end));
  };
  for (let at = 0; at < values.length;) {
    const length = runLength(values, at);
    if (length >= shortestRun) {
      endLiteral(at);
      bytes.push(runStart + length - shortestRun, values[at] ?? 0);
      at += length;
      literalStart = at;
    } else {
      at += 1;
      if (at - literalStart === longestLiteral) {
        endLiteral(at);
        literalStart = at;
      }
    }
  }
  endLiteral(values.length);
  return Buffer.from(bytes);
}
