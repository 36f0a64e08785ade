import type { Buffer } from 'node:buffer';
import { startsLikeImage } from '../../shared/task/image-signature.ts';

/** How many bytes are looked at: enough to get past an SVG's comments. */
export const headLength = 4096;

const hasSvgRoot = (text: string) =>
  /^\uFEFF?\s*<(?:\?xml|!--|!doctype|svg)/i.test(text) && /<svg[\s>]/i.test(text);
const isPdf = (head: Buffer) => head.subarray(0, 1024).includes('%PDF-');
const isIconOrCursor = (head: Buffer) =>
  head.length >= 4 && [0x00_01_00_00, 0x00_02_00_00].includes(head.readUInt32LE(0));
const isGzip = (head: Buffer) => head[0] === 0x1f && head[1] === 0x8b;

/** Whether bytes that begin so are worth queueing. The worker looks closer and has the last word. */
export function isAcceptedBeginning(head: Buffer, name: string): boolean {
  return (
    startsLikeImage(head) ||
    hasSvgRoot(head.toString('utf8')) ||
    isPdf(head) ||
    isIconOrCursor(head) ||
    (isGzip(head) && /\.svgz$/i.test(name)) ||
    // TGA begins with nothing that others could not begin with: there the name decides.
    /\.tga$/i.test(name)
  );
}
