import { notOk, ok } from '../../../shared/result.ts';
import { failure } from '../../../shared/task/failure.ts';
import { boxesEndEarly } from '../../bytes/boxes.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';
import { type Decode, sizeProblem, tooLarge } from '../decoded.ts';
import type { PixelSize } from '../decoder.ts';
import { channelsOf } from './channels.ts';
import type { Codestream } from './codestream.ts';
import { ChannelSamples } from './channel-samples.ts';
import { readJp2File } from './jp2-file.ts';
import { openJpeg } from './openjpeg.ts';

const unreadableKind = failure('decoder-missing', 'a JPEG 2000 picture with such colours');

/**
 * JP2 files and bare codestreams, decoded at a half, a quarter, … where that is enough: grey, RGB, YCC, inks and Lab, with or
 * without a palette and alpha, of any depth.
 */
export const decodeJpeg2000: Decode = async (bytes, request) => {
  const file = readJp2File(new ByteReader(bytes, 'big'));
  // OpenJPEG would make up what is missing.
  if (endsEarly(bytes)) return notOk(failure('image-truncated'));
  if (!file) return notOk(failure('image-corrupt'));
  const { width, height } = file.codestream;
  const problem = sizeProblem(width, height, request.maxPixels);
  if (problem) return notOk(problem);
  const channels = channelsOf(file);
  if (!channels) return notOk(unreadableKind);
  let lackedRoom = false;
  const samplesOf = (halvings: number) =>
    openJpeg.use(({ decode, lacksRoom }) => {
      const samples = new ChannelSamples(file, channels, halvedSize(file.codestream, halvings));
      const components = Math.max(...samples.components) + 1;
      try {
        const isDecoded = decode(bytes, { halvings, components }, (component, values) =>
          samples.put(component, values),
        );
        return isDecoded && samples.isComplete ? samples : null;
      } finally {
        lackedRoom = lacksRoom();
      }
    });
  const wanted = halvingsFor(file.codestream, request.shrinkOnLoadSize);
  const samples =
    (await samplesOf(wanted)) ??
    // Some of its tiles may allow less than it says.
    (wanted > 0 ? await samplesOf(0) : null);
  if (samples) return ok(samples.picture());
  if (lackedRoom) return notOk(tooLarge(width, height));
  return notOk(unreadDepth(file.codestream) ?? failure('image-corrupt'));
};

/** OpenJPEG holds 31 bits of a sample, of which up to seven are for fractions and what waves add. */
const mostBits = 24;

/** What it may well be that cannot be decoded; null where it is damaged. */
function unreadDepth({ components, raisedBits }: Codestream) {
  const bits = Math.max(...components.map((one) => one.bits));
  if (bits + raisedBits < mostBits) return null;
  const subject =
    raisedBits > 0
      ? 'a JPEG 2000 picture with a region of interest'
      : `a JPEG 2000 picture of ${bits} bits`;
  return failure('decoder-missing', subject);
}

/** A bare codestream ends with a marker of its own. */
function endsEarly(bytes: Uint8Array): boolean {
  const isBare = bytes[0] === 0xff;
  return isBare ? bytes.at(-2) !== 0xff || bytes.at(-1) !== 0xd9 : boxesEndEarly(bytes);
}

/** Each edge of the picture lies on every second line of the grid, every fourth, …, or on the next one that does. */
function halvedSize({ left, top, width, height }: Codestream, halvings: number): PixelSize {
  const halved = (edge: number) => Math.ceil(edge / 2 ** halvings);
  return {
    width: halved(left + width) - halved(left),
    height: halved(top + height) - halved(top),
  };
}

/** As often as both edges have at least as many samples as wanted, in the component that has the most. */
function halvingsFor(
  { width, height, components, halvings }: Codestream,
  shrinkOnLoadSize: number | null,
): number {
  if (shrinkOnLoadSize === null || shrinkOnLoadSize < 1) return 0;
  const samples = components.map(({ across, down }) => Math.min(width / across, height / down));
  const possible = Math.floor(Math.log2(Math.max(...samples) / shrinkOnLoadSize));
  return Math.min(halvings, Math.max(0, possible));
}
