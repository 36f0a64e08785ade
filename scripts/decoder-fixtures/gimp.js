// A GIMP picture by its published layout (devel-docs/xcf.txt of GIMP): three layers, of which the middle one is hidden.
import { writeFileSync } from 'node:fs';
import sharp from 'sharp';

const word = (value) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const property = (kind, ...values) =>
  Buffer.concat([word(kind), word(values.length * 4), ...values.map(word)]);
const end = property(0);

/** Each sample of all pixels by itself, as one run of different values, which is how GIMP's run lengths begin with 128. */
function packed(pixels, samples) {
  const count = pixels.length / samples;
  const planes = Array.from({ length: samples }, (_, sample) => {
    const plane = pixels.filter((_byte, place) => place % samples === sample);
    return Buffer.concat([Buffer.of(128, count >> 8, count & 255), plane]);
  });
  return Buffer.concat(planes);
}

/** One tile of at most 64 × 64. */
function layer(at, { width, height, samples, pixels, opacity, isVisible, left, top }) {
  const name = Buffer.from('layer\0');
  const head = Buffer.concat([
    word(width),
    word(height),
    word(samples === 4 ? 1 : 0),
    word(name.length),
    name,
    property(6, opacity),
    property(8, isVisible ? 1 : 0),
    property(15, left, top),
    property(7, 0),
    end,
  ]);
  const hierarchyAt = at + head.length + 8;
  const levelAt = hierarchyAt + 20;
  const tileAt = levelAt + 16;
  const hierarchy = [width, height, samples, levelAt, 0];
  const level = [width, height, tileAt, 0];
  const numbers = [hierarchyAt, 0, ...hierarchy, ...level].map(word);
  return Buffer.concat([head, ...numbers, packed(pixels, samples)]);
}

function gimpPicture(width, height, layers) {
  const packing = Buffer.concat([word(17), word(1), Buffer.of(1)]);
  const head = [Buffer.from('gimp xcf file\0'), word(width), word(height), word(0), packing, end];
  const headLength = Buffer.concat(head).length + (layers.length + 2) * 4;
  const places = [];
  const written = [];
  let at = headLength;
  for (const one of layers) {
    places.push(word(at));
    written.push(layer(at, one));
    at += written.at(-1).length;
  }
  return Buffer.concat([...head, ...places, word(0), word(0), ...written]);
}

const plain = (width, height, pixel) =>
  Buffer.concat(Array.from({ length: width * height }, () => Buffer.from(pixel)));

/** White at half strength over the middle of the card. */
export async function makeGimpPicture({ at, card }) {
  const { data, info } = await sharp(card)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const half = { width: 16, height: 12, samples: 4, opacity: 128, left: 8, top: 6 };
  const layers = [
    { ...half, pixels: plain(16, 12, [255, 255, 255, 255]), isVisible: true },
    { ...half, opacity: 255, pixels: plain(16, 12, [255, 0, 255, 255]), isVisible: false },
    {
      width,
      height,
      samples: 3,
      pixels: data,
      opacity: 255,
      isVisible: true,
      left: 0,
      top: 0,
    },
  ];
  writeFileSync(at('layers.xcf'), gimpPicture(width, height, layers));
  const white = {
    create: { width: 16, height: 12, channels: /** @type {const} */ (4), background: '#ffffff80' },
  };
  const input = await sharp(white).png().toBuffer();
  const drawn = sharp(card)
    .composite([{ input, left: 8, top: 6 }])
    .removeAlpha();
  await drawn.png().toFile(at('layers.xcf.png'));
}
