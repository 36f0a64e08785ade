import sharp from 'sharp';

const entryLength = 12;
const long = 4;

type Tag = readonly [tag: number, value: number];

/** A TIFF directory of single LONG values, little-endian. */
function directory(tags: readonly Tag[]): Buffer {
  const bytes = Buffer.alloc(2 + tags.length * entryLength + 4);
  bytes.writeUInt16LE(tags.length, 0);
  tags.forEach(([tag, value], index) => {
    const at = 2 + index * entryLength;
    bytes.writeUInt16LE(tag, at);
    bytes.writeUInt16LE(long, at + 2);
    bytes.writeUInt32LE(1, at + 4);
    bytes.writeUInt32LE(value, at + 8);
  });
  return bytes;
}

/** A plain JPEG; the colour tells previews apart. */
export function preview(width: number, height: number, background: string): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

interface RawParts {
  readonly previews: readonly Buffer[];
  readonly orientation?: number;
  /** A JPEG that holds the sensor's own data. */
  readonly sensor?: Buffer;
  /** Of EXIF; only in a NEF. */
  readonly colourSpace?: number;
}

const header = (firstDirectory: number) => {
  const bytes = Buffer.from('49492a0000000000', 'hex');
  bytes.writeUInt32LE(firstDirectory, 4);
  return bytes;
};

/** Laid out as in a NEF or DNG: a first directory with the orientation, and one for the sensor below it. */
export function tiffRaw({
  previews,
  orientation = 1,
  sensor = Buffer.alloc(64),
  colourSpace = 1,
}: RawParts): Buffer {
  const junk = Buffer.from('ffd8ff00ffd8ffe0', 'hex');
  const pictures = Buffer.concat([junk, ...previews, sensor]);
  const sensorStart = 8 + pictures.length - sensor.length;
  const sensorDirectory = directory([
    [254, 0],
    [262, 32_803],
    [273, sensorStart],
    [279, sensor.length],
  ]);
  const below = 8 + pictures.length;
  const exif = directory([[0xa001, colourSpace]]);
  const exifAt = below + sensorDirectory.length;
  const first = directory([
    [254, 1],
    [274, orientation],
    [330, below],
    [0x8769, exifAt],
    [50_706, 0x0104],
  ]);
  const start = header(exifAt + exif.length);
  return Buffer.concat([start, pictures, sensorDirectory, exif, first]);
}

function box(type: string, ...contents: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + contents.reduce((sum, { length }) => sum + length, 0));
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, ...contents]);
}

/** Laid out as in a CR3: the orientation in Canon's box, the picture in the data. */
export function canonRaw({ previews, orientation = 1 }: RawParts): Buffer {
  const facts = Buffer.concat([header(8), directory([[274, orientation]])]);
  const canon = box(
    'uuid',
    Buffer.alloc(16, 0x85),
    box('CNCV', Buffer.alloc(4)),
    box('CMT1', facts),
  );
  const brand = Buffer.from('crx \0\0\0\x01crx isom', 'latin1');
  return Buffer.concat([box('ftyp', brand), box('moov', canon), box('mdat', ...previews)]);
}

/** Laid out as in a RAF: a name, a table with nothing in it, then anything. */
export function fujiRaw({ previews }: RawParts): Buffer {
  return Buffer.concat([Buffer.from('FUJIFILMCCD-RAW 0201'), Buffer.alloc(88), ...previews]);
}
