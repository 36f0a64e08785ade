import type { Buffer } from 'node:buffer';
import { formats, sourceFormats } from '../../shared/formats/formats.ts';
import { recogniseFormat } from '../../shared/formats/recognise-format.ts';

/** How many bytes are looked at: enough to get past an SVG's comments. */
export const headLength = 4096;

const isGzip = (head: Buffer) => head[0] === 0x1f && head[1] === 0x8b;

/** Of formats that begin with nothing that others could not begin with: there the name decides. */
const tellingExtensions: ReadonlySet<string> = new Set(
  sourceFormats.flatMap((format) => {
    const { signatures, brands, extensions } = formats[format];
    return signatures.length === 0 && !brands ? extensions : [];
  }),
);

/** Whether bytes that begin so are worth queueing. The worker looks closer and has the last word. */
export function isAcceptedBeginning(head: Buffer, name: string): boolean {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return (
    recogniseFormat(head) !== null ||
    (isGzip(head) && extension === 'svgz') ||
    tellingExtensions.has(extension)
  );
}
