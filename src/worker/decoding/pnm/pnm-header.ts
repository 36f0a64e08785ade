import { TextScanner } from './text-scanner.ts';

const channelCounts = [1, 2, 3, 4] as const;
type ChannelCount = (typeof channelCounts)[number];

export interface PnmHeader {
  readonly width: number;
  readonly height: number;
  readonly channels: ChannelCount;
  readonly maximum: number;
  readonly samples: 'text' | 'text-bits' | 'packed-bits' | 'binary';
  /** Where the samples begin. */
  readonly dataOffset: number;
}

const channelsOf: Readonly<Record<string, number>> = { P3: 3, P6: 3 };
const samplesOf: Readonly<Record<string, PnmHeader['samples']>> = {
  P1: 'text-bits',
  P2: 'text',
  P3: 'text',
  P4: 'packed-bits',
  P5: 'binary',
  P6: 'binary',
};

/** Null for anything but P1–P7 with numbers where they belong. */
export function readPnmHeader(bytes: Uint8Array): PnmHeader | null {
  const scanner = new TextScanner(bytes);
  const kind = scanner.word();
  if (kind === 'P7') return readPamHeader(scanner);
  const samples = samplesOf[kind];
  if (!samples) return null;
  const width = scanner.number();
  const height = scanner.number();
  const isBitmap = samples === 'text-bits' || samples === 'packed-bits';
  const maximum = isBitmap ? 1 : scanner.number();
  const dataOffset = scanner.position + 1;
  return checked({ width, height, channels: channelsOf[kind] ?? 1, maximum, samples, dataOffset });
}

function readPamHeader(scanner: TextScanner): PnmHeader | null {
  const values = new Map<string, number>();
  for (let line = 0; line < 100; line += 1) {
    const name = scanner.word();
    if (name === '') return null;
    if (name === 'ENDHDR') break;
    if (name === 'TUPLTYPE') scanner.word();
    else values.set(name, scanner.number());
  }
  const value = (name: string) => values.get(name) ?? Number.NaN;
  return checked({
    width: value('WIDTH'),
    height: value('HEIGHT'),
    channels: value('DEPTH'),
    maximum: value('MAXVAL'),
    samples: 'binary',
    dataOffset: scanner.position + 1,
  });
}

function checked(header: Omit<PnmHeader, 'channels'> & { channels: number }): PnmHeader | null {
  const { width, height, maximum } = header;
  const channels = channelCounts.find((count) => count === header.channels);
  const isWhole = [width, height, maximum].every(Number.isSafeInteger);
  if (!isWhole || !channels || maximum < 1 || maximum > 0xffff) return null;
  return { ...header, channels };
}
