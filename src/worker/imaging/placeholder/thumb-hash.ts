import { Buffer } from 'node:buffer';

/** RGBA with 8 bits, alpha not premultiplied. No edge is longer than 100 pixels. */
export interface SmallPicture {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** One channel as waves: how bright all of it is, and how strong each wave is against the strongest, from 0 to 1. */
interface Waves {
  readonly mean: number;
  readonly strongest: number;
  readonly shares: readonly number[];
}

/** Values of a cosine wave with `count` half periods over an edge, at the middle of each pixel. */
const wave = (count: number, edge: number) =>
  Float64Array.from({ length: edge }, (_, at) => Math.cos((Math.PI / edge) * count * (at + 0.5)));

function strengthOf(channel: Float64Array, across: Float64Array, down: Float64Array): number {
  let sum = 0;
  for (let y = 0, at = 0; y < down.length; y += 1) {
    let row = 0;
    for (let x = 0; x < across.length; x += 1, at += 1)
      row += (channel[at] ?? 0) * (across[x] ?? 0);
    sum += row * (down[y] ?? 0);
  }
  return sum / channel.length;
}

/** The lowest waves of a channel: a triangle of `most` along each edge, by rows. */
function wavesOf(
  channel: Float64Array,
  { width, height }: SmallPicture,
  most: { readonly across: number; readonly down: number },
): Waves {
  const strengths: number[] = [];
  for (let down = 0; down < most.down; down += 1) {
    for (let across = 0; across * most.down < most.across * (most.down - down); across += 1)
      strengths.push(strengthOf(channel, wave(across, width), wave(down, height)));
  }
  const [mean = 0, ...waves] = strengths;
  const strongest = Math.max(0, ...waves.map(Math.abs));
  const shares = waves.map((one) => (strongest > 0 ? 0.5 + (0.5 / strongest) * one : 0));
  return { mean, strongest, shares };
}

/** The mean colour of what can be seen, 0–1; black where nothing can. */
export function meanColour({ data }: SmallPicture) {
  let [red, green, blue, alpha] = [0, 0, 0, 0];
  for (let at = 0; at < data.length; at += 4) {
    const share = (data[at + 3] ?? 0) / 255;
    red += (share / 255) * (data[at] ?? 0);
    green += (share / 255) * (data[at + 1] ?? 0);
    blue += (share / 255) * (data[at + 2] ?? 0);
    alpha += share;
  }
  const per = alpha === 0 ? 0 : 1 / alpha;
  return { red: red * per, green: green * per, blue: blue * per, alpha };
}

/** Brightness, yellow against blue, red against green, and alpha; what shows through has the mean colour. */
function channelsOf(picture: SmallPicture, mean: ReturnType<typeof meanColour>) {
  const { data, width, height } = picture;
  const empty = () => new Float64Array(width * height);
  const [light, yellow, red, alpha] = [empty(), empty(), empty(), empty()];
  for (let pixel = 0; pixel < light.length; pixel += 1) {
    const at = pixel * 4;
    const share = (data[at + 3] ?? 0) / 255;
    const r = mean.red * (1 - share) + (share / 255) * (data[at] ?? 0);
    const g = mean.green * (1 - share) + (share / 255) * (data[at + 1] ?? 0);
    const b = mean.blue * (1 - share) + (share / 255) * (data[at + 2] ?? 0);
    light[pixel] = (r + g + b) / 3;
    yellow[pixel] = (r + g) / 2 - b;
    red[pixel] = r - g;
    alpha[pixel] = share;
  }
  return { light, yellow, red, alpha };
}

/** The picture in some 25 bytes, as https://evanw.github.io/thumbhash/ describes them. */
export function thumbHash(picture: SmallPicture): Buffer {
  const { width, height } = picture;
  const mean = meanColour(picture);
  const hasAlpha = mean.alpha < width * height;
  const most = hasAlpha ? 5 : 7;
  const longer = Math.max(width, height);
  const waves = {
    across: Math.max(1, Math.round((most * width) / longer)),
    down: Math.max(1, Math.round((most * height) / longer)),
  };
  const channels = channelsOf(picture, mean);
  const few = { across: 3, down: 3 };
  const light = wavesOf(channels.light, picture, {
    across: Math.max(3, waves.across),
    down: Math.max(3, waves.down),
  });
  const yellow = wavesOf(channels.yellow, picture, few);
  const red = wavesOf(channels.red, picture, few);
  const alpha = hasAlpha ? wavesOf(channels.alpha, picture, { across: 5, down: 5 }) : null;
  const isWide = width > height;
  const head = [
    Math.round(63 * light.mean),
    Math.round(31.5 + 31.5 * yellow.mean) << 6,
    Math.round(31.5 + 31.5 * red.mean) << 12,
    Math.round(31 * light.strongest) << 18,
    Number(hasAlpha) << 23,
  ].reduce((all, part) => all | part, 0);
  const tail = [
    isWide ? waves.down : waves.across,
    Math.round(63 * yellow.strongest) << 3,
    Math.round(63 * red.strongest) << 9,
    Number(isWide) << 15,
  ].reduce((all, part) => all | part, 0);
  const shares = [light, yellow, red, alpha].flatMap((channel) => channel?.shares ?? []);
  const start = hasAlpha ? 6 : 5;
  const hash = Buffer.alloc(start + Math.ceil(shares.length / 2));
  hash.writeUIntLE(head, 0, 3);
  hash.writeUInt16LE(tail, 3);
  if (alpha) hash[5] = Math.round(15 * alpha.mean) | (Math.round(15 * alpha.strongest) << 4);
  for (const [index, share] of shares.entries()) {
    const at = start + (index >> 1);
    hash[at] = (hash[at] ?? 0) | (Math.round(15 * share) << ((index & 1) << 2));
  }
  return hash;
}
