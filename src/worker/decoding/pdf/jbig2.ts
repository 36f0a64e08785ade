import type { PixelSize } from '../decoder.ts';
import { loadPdfjsCodec } from '../pdfjs-codec.ts';

/** PDFium's own decoder of JBIG2, as its makers mended it since our build of PDFium. */
export interface Jbig2 {
  /** Rows of whole bytes, a bit a pixel, 1 white; null where it cannot be decoded, and from then on. */
  readonly decode: (bytes: Uint8Array, size: PixelSize) => Uint8Array | null;
}

/** A segment about the page, where it is the first: its kind, which refers to no other segment, and its flags. */
const pageInformation = { kind: 48, at: 4, flagsAt: 27, isBlack: 4 };

/** Whether the page is black where nothing is drawn (ITU-T T.88, 7.4.8). */
export function startsBlack(code: Uint8Array): boolean {
  const { kind, at, flagsAt, isBlack } = pageInformation;
  return code[at] === kind && code[at + 1] === 0 && ((code[flagsAt] ?? 0) & isBlack) !== 0;
}

/** Many times what a page takes, a bit a pixel. A stream may claim to be larger. Bytes. */
const mostMemory = 256_000_000;
const nothing = () => 0;
const giveUp = () => {
  throw new RangeError('JBIG2 has given up');
};

/** One for a document, so that nothing of it is left for the next. */
export async function loadJbig2(): Promise<Jbig2> {
  const used: { rows: Uint8Array | null } = { rows: null };
  const codec = await loadPdfjsCodec({
    name: 'jbig2',
    growsBy: 'b',
    mostMemory,
    imports: {
      // A timer, keeping the runtime alive, and what only the decoder of faxes calls; then two ways to end.
      a: nothing,
      d: nothing,
      f: nothing,
      g: nothing,
      c: giveUp,
      e: giveUp,
      // The result. A row has `stride` bytes there, of which the first `length` count.
      h: (...[pointer = 0, length = 0, stride = 0, height = 0]) => {
        const rows = new Uint8Array(length * height);
        for (let y = 0; y < height; y += 1)
          rows.set(new Uint8Array(codec.buffer(), pointer + y * stride, length), y * length);
        used.rows = rows;
      },
    },
  });
  const taken = (): Uint8Array | null => used.rows;
  let isBroken = false;
  return {
    decode(bytes, { width, height }) {
      if (isBroken) return null;
      used.rows = null;
      try {
        // Width, height, and where segments from elsewhere in the document are, and how long.
        if (!codec.decode(bytes, width, height, 0, 0)) return null;
      } catch {
        // After a trap its memory cannot be trusted.
        isBroken = true;
        return null;
      }
      const rows = taken();
      return rows?.length === Math.ceil(width / 8) * height ? rows : null;
    },
  };
}
