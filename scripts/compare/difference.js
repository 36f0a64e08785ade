// How far two pictures are from each other.
import sharp from 'sharp';

/** @param {Buffer} bytes @param {{ width: number, height: number }} size @param {string} background */
const flat = (bytes, { width, height }, background) =>
  sharp(bytes, { unlimited: true })
    .toColourspace('srgb')
    .resize(width, height, { fit: 'fill' })
    .flatten({ background })
    .removeAlpha()
    .raw()
    .toBuffer();

/**
 * The mean difference of a sample, of 255, over white and over black, whichever is larger: so that neither what is
 * transparent nor colours that nobody sees hide or make one. The second is brought to the size of the first.
 * @param {Buffer} ours
 * @param {Buffer} reference
 */
export async function meanDifference(ours, reference) {
  const { width, height } = await sharp(ours).metadata();
  const means = ['#ffffff', '#000000'].map(async (background) => {
    const [one, other] = await Promise.all([
      flat(ours, { width, height }, background),
      flat(reference, { width, height }, background),
    ]);
    let sum = 0;
    for (let at = 0; at < one.length; at += 1) sum += Math.abs((one[at] ?? 0) - (other[at] ?? 0));
    return sum / one.length;
  });
  return Math.max(...(await Promise.all(means)));
}

/** Whether they are of one shape, give or take the rounding of edges. @param {Buffer} ours @param {Buffer} reference */
export async function haveOneShape(ours, reference) {
  const [one, other] = await Promise.all([sharp(ours).metadata(), sharp(reference).metadata()]);
  const expected = (one.width * other.height) / other.width;
  return Math.abs(expected - one.height) <= Math.max(1.5, one.height * 0.02);
}
