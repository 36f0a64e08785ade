import { coloursIn } from '../decoded.ts';
import type { ChannelSource, Jp2File, Jp2Space } from './jp2-file.ts';

type DrawnSpace = Exclude<Jp2Space, 'other'>;

/** Which channels make the picture: its colours in their order, and its transparency. */
export interface Channels {
  readonly space: DrawnSpace;
  readonly colours: readonly ChannelSource[];
  readonly alpha: ChannelSource | null;
  readonly isPremultiplied: boolean;
}

/** What a raster calls a space once its colours are what the raster has. */
export const rasterColours: Readonly<Record<DrawnSpace, keyof typeof coloursIn>> = {
  grey: 'grey',
  rgb: 'rgb',
  cmyk: 'cmyk',
  cmy: 'rgb',
  ycc: 'rgb',
  ycck: 'cmyk',
  lab: 'lab',
};

const wholePicture = 0;
const colour = 0;
const premultiplied = 2;

/** Null where the file's space is one that we cannot draw, or where it has fewer channels than the space. */
export function channelsOf(file: Jp2File): Channels | null {
  const { sources, uses, isBare, codestream } = file;
  const all =
    sources.length > 0
      ? sources
      : codestream.components.map((_, component) => ({ component, column: null }));
  const space = spaceOf(file, all.length);
  if (space === 'other') return null;
  const count = coloursIn[rasterColours[space]];
  const colours = Array.from({ length: count }, (_, index) => {
    const use = uses.find(({ kind, of }) => kind === colour && of === index + 1);
    return all[use?.channel ?? index];
  }).filter((source) => source !== undefined);
  if (colours.length < count) return null;
  const opacity = uses.find(
    ({ kind, of }) => of === wholePicture && kind !== colour && kind <= premultiplied,
  );
  // A bare codestream has no place to say so.
  const unsaid = isBare && all.length === count + 1 ? all.at(-1) : undefined;
  const alpha = (opacity ? all[opacity.channel] : unsaid) ?? null;
  return { space, colours, alpha, isPremultiplied: opacity?.kind === premultiplied };
}

function spaceOf({ space, codestream, palette }: Jp2File, channels: number): Jp2Space {
  const [first, second] = codestream.components;
  const isHalved = (second?.across ?? 1) > 1 && first?.across === 1;
  // Only differences of colour are coded at half size, whatever else the file says.
  if (channels >= 3 && !palette && isHalved && (space === 'rgb' || space === null)) return 'ycc';
  if (channels < 3 && (space === 'rgb' || space === null)) return 'grey';
  return space ?? 'rgb';
}
