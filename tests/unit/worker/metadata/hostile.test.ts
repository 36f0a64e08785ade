import { Buffer } from 'node:buffer';
import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { SourceFormat } from '../../../../src/shared/formats/formats.ts';
import {
  metadataPolicies,
  type MetadataPolicy,
} from '../../../../src/shared/task/metadata-policy.ts';
import { describeAs } from '../../../../src/worker/metadata/describe.ts';
import { scene } from '../../../fixtures/scene.ts';
import {
  dataset,
  exifSegment,
  iptcSegment,
  packetOf,
  rights,
  secrets,
  uris,
  withSegments,
  xmpSegment,
} from '../../../fixtures/told.ts';
import { pngChunk, withPngChunks } from '../../../../src/worker/bytes/png-chunk.ts';
import { exifBlock, type Field } from '../../../support/exif-block.ts';
import { serial, telling } from '../../../support/random-metadata.ts';
import { expectAlways } from '../../../support/property-loop.ts';
import { toldBy } from '../../../support/told-by.ts';

const formats = ['jpeg', 'png', 'webp', 'avif', 'tiff', 'gif'] as const;
type Format = (typeof formats)[number];
const plain = new Map<Format, Buffer>();
const size = { width: 16, height: 10 };

beforeAll(async () => {
  for (const format of formats) {
    plain.set(format, await scene(size.width, size.height).toFormat(format).toBuffer());
  }
});

interface Source {
  readonly bytes: Buffer;
  readonly format: SourceFormat;
}

/** A result of one format, described by a source that may keep everything but the place unless told otherwise. */
function described(
  { bytes, format }: Source,
  made: Format,
  metadata: MetadataPolicy = 'all',
): Buffer {
  const describe = describeAs(bytes, format, { metadata, keepsGps: false });
  return describe(plain.get(made) ?? Buffer.alloc(0), { ...size, format: made });
}

const [city, latitude, datum] = secrets.place;

test('no place stays whatever is kept, and neither preview nor serial number with the rights', async () => {
  await expectAlways(
    fc.asyncProperty(
      telling(plain.get('jpeg') ?? Buffer.alloc(0)),
      fc.constantFrom(...formats),
      fc.constantFrom(...metadataPolicies),
      async (photo, format, metadata) => {
        const file = described({ bytes: photo, format: 'jpeg' }, format, metadata);
        const gone: string[] = [city, latitude, datum, ...secrets.preview, ...secrets.maker];
        if (metadata !== 'all') gone.push(...secrets.serial);
        for (const word of gone) expect(file.includes(word), word).toBe(false);
        const { exif: told, xmp } = await toldBy(file);
        const owner = format === 'gif' ? xmp : told?.main[0x8298];
        if (metadata === 'none') expect(told?.main[0x8298]).toBeUndefined();
        else expect(owner).toContain(rights);
      },
    ),
  );
});

const talkative = () =>
  withSegments(plain.get('jpeg') ?? Buffer.alloc(0), [
    exifSegment(exifBlock({ main: [[0x8298, rights]], photo: [serial], place: [[1, 'N']] }, 'MM')),
    xmpSegment(packetOf(`<q:City xmlns:q="${uris.photoshop}">${city}</q:City>`)),
    iptcSegment(dataset(116, rights)),
  ]);

test('whatever is harmed in a source, its results open and take little', async () => {
  const whole = formats.map((format) => {
    const made = { ...size, format };
    const describe = describeAs(talkative(), 'jpeg', { metadata: 'all', keepsGps: true });
    return [format, describe(plain.get(format) ?? Buffer.alloc(0), made)] as const;
  });
  const harm = fc.array(fc.tuple(fc.nat(1_000_000), fc.nat(255)), { minLength: 1, maxLength: 8 });
  await expectAlways(
    fc.asyncProperty(
      fc.constantFrom(...whole),
      harm,
      fc.constantFrom(...formats),
      async ([from, bytes], harms, format) => {
        const harmed = Buffer.from(bytes);
        for (const [at, value] of harms) harmed[at % harmed.length] = value;
        const file = described({ bytes: harmed, format: from }, format);
        await toldBy(file);
        expect(file.length).toBeLessThan(bytes.length + 200_000);
      },
    ),
  );
});

test('a block of EXIF that points to itself, or everywhere at once, is read once', async () => {
  const loop = exifBlock({ main: [[0x8298, rights]], photo: [serial], place: [[1, 'N']] });
  const start = loop.readUInt32LE(4);
  for (let index = 0; index < loop.readUInt16LE(start); index += 1) {
    const at = start + 2 + index * 12;
    const isPointer = [0x8769, 0x8825].includes(loop.readUInt16LE(at));
    if (isPointer) loop.writeUInt32LE(start, at + 8);
  }
  loop.writeUInt32LE(start, start + 2 + loop.readUInt16LE(start) * 12);
  const photo = withSegments(plain.get('jpeg') ?? Buffer.alloc(0), [exifSegment(loop)]);
  const { exif: told } = await toldBy(described({ bytes: photo, format: 'jpeg' }, 'webp'));
  expect(told).toMatchObject({ main: { 0x8298: rights }, place: {}, next: 0 });
});

test('values that are together longer than a JPEG can hold give way to the rights', async () => {
  const long = Array.from({ length: 8 }, (_, at): Field => [0x9c9b + (at % 5), 'x'.repeat(15_000)]);
  const more = Array.from({ length: 8 }, (_, at): Field => [0xa433 + at, 'y'.repeat(15_000)]);
  const tiff = exifBlock({ main: [...long.slice(0, 5), [0x8298, rights]], photo: more });
  const { exif: told } = await toldBy(described({ bytes: tiff, format: 'tiff' }, 'jpeg'));
  expect(told?.main).toMatchObject({ 0x8298: rights });
});

test.each(['valueOf', 'constructor', '__proto__', 'toString'])(
  'a file may call what it says %s',
  async (name) => {
    const png = withPngChunks(plain.get('png') ?? Buffer.alloc(0), [
      pngChunk('tEXt', Buffer.from(`${name}\0text`)),
    ]);
    expect((await toldBy(described({ bytes: png, format: 'png' }, 'jpeg'))).xmp).toBe('');
    const [uri, local] = [name.slice(0, -2), name.slice(-2)];
    const packet = packetOf(`<z:${local} xmlns:z="${uri}">said</z:${local}>`);
    const jpeg = withSegments(plain.get('jpeg') ?? Buffer.alloc(0), [xmpSegment(packet)]);
    expect((await toldBy(described({ bytes: jpeg, format: 'jpeg' }, 'jpeg'))).xmp).toContain(
      'said',
    );
  },
);
