import sharp from 'sharp';

type Source = Parameters<typeof sharp>[0];

interface Grey {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

async function greyOf(source: Source): Promise<Grey> {
  const { data, info } = await sharp(source)
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

const window = 8;
/** (0.01 × 255)² and (0.03 × 255)², as SSIM was defined. */
const [steady, steadyVariance] = [6.5025, 58.5225] as const;

function similarityAt(a: Grey, b: Grey, start: number): number {
  let [sumA, sumB, squaresA, squaresB, products] = [0, 0, 0, 0, 0];
  for (let at = 0; at < window * window; at += 1) {
    const place = start + Math.floor(at / window) * a.width + (at % window);
    const [one, other] = [a.data[place] ?? 0, b.data[place] ?? 0];
    sumA += one;
    sumB += other;
    squaresA += one * one;
    squaresB += other * other;
    products += one * other;
  }
  const count = window * window;
  const [meanA, meanB] = [sumA / count, sumB / count];
  const variance = (squaresA + squaresB) / count - meanA * meanA - meanB * meanB;
  const covariance = products / count - meanA * meanB;
  const light = (2 * meanA * meanB + steady) / (meanA ** 2 + meanB ** 2 + steady);
  return (light * (2 * covariance + steadyVariance)) / (variance + steadyVariance);
}

/** How near a picture comes to another one of its size, in brightness: PSNR in decibels (infinite: the same) and SSIM. */
export async function qualityOf(source: Source, reference: Source) {
  const [a, b] = await Promise.all([greyOf(source), greyOf(reference)]);
  if (a.width !== b.width || a.height !== b.height) throw new Error('The sizes differ.');
  let squares = 0;
  for (let at = 0; at < a.data.length; at += 1)
    squares += ((a.data[at] ?? 0) - (b.data[at] ?? 0)) ** 2;
  let [sum, count] = [0, 0];
  for (let row = 0; row + window <= a.height; row += 4) {
    for (let column = 0; column + window <= a.width; column += 4) {
      sum += similarityAt(a, b, row * a.width + column);
      count += 1;
    }
  }
  return { psnr: 10 * Math.log10(255 ** 2 / (squares / a.data.length)), ssim: sum / count };
}
