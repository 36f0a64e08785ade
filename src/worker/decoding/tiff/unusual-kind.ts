import { type OpenTiff, tag } from './tiff-directory.ts';
import { coloursOf, photometrics } from './tiff-layout.ts';

/** Packings that libtiff or we know by their numbers. */
const known: ReadonlySet<number> = new Set(
  [1, 2, 3, 4, 5, 6, 7, 8].concat([32_771, 32_773, 32_946], [34_676, 34_677, 50_000, 50_001]),
);
const complex: ReadonlySet<number> = new Set([5, 6]);
/** LogL and LogLuv, which libtiff knows. */
const light: ReadonlySet<number> = new Set([32_844, 32_845]);
const inksOfPrinters = 4;
const coloursOfLab = 3;

/** Of which kind a TIFF is that neither libvips nor we read, though it need not be damaged; null where it is of none. */
export function unusualKind({ directory }: OpenTiff): string | null {
  const one = (name: number) => directory.values(name)[0] ?? 1;
  const [photometric, samples] = [one(tag.photometric), one(tag.samples)];
  const [bits, ...others] = directory.values(tag.bits);
  if (!known.has(one(tag.compression))) return 'a TIFF picture that is packed in an unusual way';
  if (complex.has(one(tag.sampleFormat))) return 'a TIFF picture of complex numbers';
  if (others.some((other) => other !== bits)) return 'a TIFF picture with unusual numbers of bits';
  if (photometric === photometrics.inks && samples < inksOfPrinters)
    return 'a TIFF picture with fewer than four inks';
  const isLab = photometric === photometrics.lab || photometric === photometrics.iccLab;
  const isUnusual =
    !(coloursOf[photometric] || light.has(photometric)) || (isLab && samples < coloursOfLab);
  return isUnusual ? 'a TIFF picture in unusual colours' : null;
}
