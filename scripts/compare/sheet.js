// Pages of pairs "ours | reference", drawn on a chessboard so that what is transparent shows.
import sharp from 'sharp';

const cell = 220;
const gap = 8;
const lineHeight = 34;
const pairsARow = 3;
const pairsAPage = 30;
const pairWidth = 2 * cell + 3 * gap;
const rowHeight = cell + lineHeight + gap;

const escape = (words) =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const shortened = (words, most) =>
  words.length > most ? `…${words.slice(words.length - most + 1)}` : words;

/** @param {Buffer | null} bytes */
async function drawn(bytes) {
  if (bytes === null) return null;
  const fit = { fit: /** @type {const} */ ('inside') };
  return sharp(bytes, { unlimited: true })
    .toColourspace('srgb')
    .resize(cell, cell, fit)
    .png()
    .toBuffer();
}

const place = (at) => ({
  left: (at % pairsARow) * pairWidth + gap,
  top: Math.floor(at / pairsARow) * rowHeight + gap,
});

function backdrop(pairs, size) {
  const boxes = pairs.map(({ name, words }, at) => {
    const { left, top } = place(at);
    const frames = [left, left + cell + gap]
      .map(
        (x) =>
          `<rect x="${x}" y="${top + lineHeight}" width="${cell}" height="${cell}" fill="url(#board)"/>`,
      )
      .join('');
    return `${frames}<text x="${left}" y="${top + 13}">${escape(shortened(name, 62))}</text>
      <text x="${left}" y="${top + 28}" fill="#555">${escape(words)}</text>`;
  });
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}">
    <defs><pattern id="board" width="16" height="16" patternUnits="userSpaceOnUse">
      <rect width="16" height="16" fill="#e8e8e8"/>
      <path d="M0 0h8v8H0zM8 8h8v8H8z" fill="#cfcfcf"/></pattern></defs>
    <rect width="100%" height="100%" fill="#fff"/>
    <g font-family="sans-serif" font-size="12">${boxes.join('')}</g></svg>`);
}

/**
 * PNG files, each a page.
 * @typedef {{ name: string, words: string, ours: Buffer | null, reference: Buffer | null }} Pair
 * @param {readonly Pair[]} pairs
 */
export async function drawSheets(pairs) {
  const pages = [];
  for (let first = 0; first < pairs.length; first += pairsAPage) {
    const page = pairs.slice(first, first + pairsAPage);
    const size = {
      width: pairsARow * pairWidth,
      height: Math.ceil(page.length / pairsARow) * rowHeight + gap,
    };
    const pictures = await Promise.all(
      page.map(async ({ ours, reference }, at) => {
        const { left, top } = place(at);
        const both = await Promise.all([drawn(ours), drawn(reference)]);
        return both.flatMap((input, side) =>
          input ? [{ input, left: left + side * (cell + gap), top: top + lineHeight }] : [],
        );
      }),
    );
    pages.push(await sharp(backdrop(page, size)).composite(pictures.flat()).png().toBuffer());
  }
  return pages;
}
