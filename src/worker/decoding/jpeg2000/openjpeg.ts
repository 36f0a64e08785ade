import { type Codec, KeptCodec } from '../kept-codec.ts';
import { loadPdfjsCodec } from '../pdfjs-codec.ts';

/** Gets the samples of one component as they are coded: a view of the codec's memory, valid during the call. */
export type TakeComponent = (component: number, samples: Int32Array) => void;

export interface OpenJpeg {
  /**
   * Calls `take` for each of the first `components`, all on the grid of the whole picture. False where it cannot be
   * decoded, or not be halved so often.
   */
  readonly decode: (
    file: Uint8Array,
    how: { readonly halvings: number; readonly components: number },
    take: TakeComponent,
  ) => boolean;
  /** Whether the last file wanted more memory than there may be. */
  readonly lacksRoom: () => boolean;
}

/** From this number of components on the build hands out each by itself, with every bit. */
const leastComponents = 5;

async function load(isQuick: boolean): Promise<Codec<OpenJpeg>> {
  const takeNothing: TakeComponent = () => undefined;
  const used = { take: takeNothing, lacksRoom: false };
  const nothing = () => 0;
  const codec = await loadPdfjsCodec({
    name: 'openjpeg',
    growsBy: 'c',
    isAnew: !isQuick,
    onRefused: () => {
      used.lacksRoom = true;
    },
    imports: {
      // Errors, stdout, seeking in it, and warnings: nobody reads what OpenJPEG says.
      a: nothing,
      b: nothing,
      d: nothing,
      e: nothing,
      // A picture that it has put together, which is never asked for, and how large one will be.
      f: nothing,
      h: nothing,
      // Where one component is, which one, of how many, and its number of samples.
      g: (...[pointer = 0, component = 0, , count = 0]) =>
        used.take(component, new Int32Array(codec.buffer(), pointer, count)),
    },
  });
  const decode: OpenJpeg['decode'] = (bytes, { halvings, components }, take) => {
    used.take = take;
    used.lacksRoom = false;
    const wanted = Math.max(leastComponents, components);
    try {
      // Components, whether they come raw, have a mask, how often halved, whether filled up.
      return codec.decode(bytes, wanted, 1, 0, halvings, 1)?.said === 0;
    } finally {
      // It holds the raster that it fills.
      used.take = takeNothing;
    }
  };
  return {
    module: { decode, lacksRoom: () => used.lacksRoom },
    memorySize: () => codec.buffer().byteLength,
  };
}

/** Compiling again costs as much as some eight reduced pictures gain by it. */
const quickUses = 8;

export const openJpeg = new KeptCodec(load, quickUses);
