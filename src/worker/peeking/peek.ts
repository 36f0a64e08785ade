import type { Buffer } from 'node:buffer';
import sharp, { type Sharp } from 'sharp';
import { onceLoaded } from '../../shared/once.ts';
import { turnedJpeg } from '../decoding/turned-jpeg.ts';
import { readHeifThumbnails } from '../decoding/heif/heif-thumbnails.ts';
import { wrapInTiff } from '../decoding/wrap-in-tiff.ts';
import { sniff } from '../sniffing/sniff.ts';
import { bestFirst, type Embedded, findEmbedded, mostEdge } from './find-embedded.ts';

/** Only for what has such a thumbnail: it takes longer to load than a picture. */
const loadHeifThumbnail = onceLoaded(() => import('../decoding/heif/decode-heif-thumbnail.ts'));

/** As large as a card shows it on most screens. Pixels. */
const edgePx = 160;
/** Of a preview that is a little less wide or high than its picture, black bars are cut off; one of quite another shape shows something else. */
const leastKept = 0.7;
const quality = 78;

interface Cut {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The middle of the preview in the shape of its picture, lying as stored; null when most of it would be lost. */
function sharedPart({
  width,
  height,
  full,
}: Pick<Embedded, 'width' | 'height' | 'full'>): Cut | null {
  const shape = full === null ? width / height : full.width / full.height;
  if (!Number.isFinite(shape) || shape <= 0) return null;
  const kept = {
    width: Math.min(width, Math.round(height * shape)),
    height: Math.min(height, Math.round(width / shape)),
  };
  if ((kept.width * kept.height) / (width * height) < leastKept) return null;
  const left = Math.floor((width - kept.width) / 2);
  const top = Math.floor((height - kept.height) / 2);
  return { left, top, ...kept };
}

/** Upright, the same part. Both margins are as wide, so that only the axes change places. */
const uprightPart = ({ left, top, width, height }: Cut, orientation: number): Cut =>
  orientation < 5
    ? { left, top, width, height }
    : { left: top, top: left, width: height, height: width };

/** Upright pixels of a preview, and the size of the picture that it stands for. */
interface Shown {
  readonly pixels: Sharp;
  readonly part: Cut;
}

/** Of a phone's HEIC, whose previews are coded as the picture is. */
async function inHeif(head: Buffer): Promise<Shown | null> {
  const sniffed = sniff(head);
  if (sniffed.kind !== 'readable' || sniffed.format !== 'heif') return null;
  const listed = readHeifThumbnails(head);
  const [best] = listed ? bestFirst(listed.thumbnails, 'hvc1') : [];
  if (!listed || !best) return null;
  const { decodeHeifThumbnail } = await loadHeifThumbnail();
  const picture = await decodeHeifThumbnail(head, { id: best.id, mostEdge });
  if (!picture) return null;
  const { width, height } = picture;
  const isOnItsSide = best.orientation >= 5;
  const { full } = listed;
  const upright = isOnItsSide ? { width: full.height, height: full.width } : full;
  const part = sharedPart({ width, height, full: upright });
  return part && { pixels: sharp(wrapInTiff(picture)), part };
}

function inJpeg(head: Buffer): Shown | null {
  const embedded = findEmbedded(head);
  const part = embedded && sharedPart(embedded);
  if (!embedded || !part) return null;
  const { jpeg, width, height, orientation } = embedded;
  const limit = { limitInputPixels: width * height };
  const pixels = sharp(turnedJpeg(jpeg, orientation), limit).autoOrient();
  return { pixels, part: uprightPart(part, orientation) };
}

/**
 * A small upright JPEG of the preview that a camera put at the beginning of a file, decoded and encoded anew, without anything that the
 * file says of itself. Null where there is none that can be used: whoever asked shows nothing then, so no reason is told.
 */
export async function peek(head: Buffer): Promise<Buffer | null> {
  try {
    const shown = inJpeg(head) ?? (await inHeif(head));
    if (!shown) return null;
    return await shown.pixels
      .extract(shown.part)
      .resize(edgePx, edgePx, { fit: 'inside', withoutEnlargement: true })
      .flatten()
      .jpeg({ quality })
      .toBuffer();
  } catch {
    // Its pixels are damaged, or its header lied.
    return null;
  }
}
