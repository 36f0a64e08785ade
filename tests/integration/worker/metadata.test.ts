import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { MetadataOptions } from '../../../src/shared/task/metadata-policy.ts';
import { scene } from '../../fixtures/scene.ts';
import { attempt, bench, makeOne, realWorkerPool } from '../../support/worker-attempt.ts';

const pool = realWorkerPool();
const secret = 'GPSLatitude';
const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" exif:GPSLatitude="51,30.1N" xmp:Label="Red"/>
</rdf:RDF></x:xmpmeta>`;

/** A photo that says who made it, with what, and where; turned by a quarter. */
const photo = () =>
  scene(320, 200)
    .jpeg()
    .withExif({
      IFD0: { Copyright: '2026 Ann Example', Artist: 'Ann', Make: 'Camera', Orientation: '6' },
      IFD2: { LensModel: 'Lens 50' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 3237/100', GPSMapDatum: 'WGS-84' },
    })
    .withXmp(xmp)
    .toBuffer();

async function told(path: string) {
  const metadata = await sharp(path).metadata();
  const exif = metadata.exif?.toString('latin1') ?? '';
  const packet = metadata.xmp?.toString() ?? '';
  return { exif, packet, orientation: metadata.orientation, width: metadata.width };
}

async function make(format: string, metadata: MetadataOptions) {
  const output = { width: 100, format: format as 'jpeg' };
  return told(await makeOne(pool, { ...bench('a.jpg', await photo()), metadata }, output));
}

const carriers = ['jpeg', 'png', 'webp', 'avif'];

it.each(carriers)('nothing is kept in %s unless asked for', async (format) => {
  expect(await make(format, { metadata: 'none', keepsGps: true })).toMatchObject({
    exif: '',
    packet: '',
  });
});

it.each(carriers)('the copyright alone is kept in %s', async (format) => {
  const { exif, packet } = await make(format, { metadata: 'copyright', keepsGps: true });
  expect(exif).toContain('2026 Ann Example');
  expect(exif).not.toContain('Lens 50');
  expect(packet).toBe('');
});

describe.each(carriers)('everything is kept in %s', (format) => {
  it('but the place', async () => {
    const { exif, packet, orientation } = await make(format, { metadata: 'all', keepsGps: false });
    expect(exif).toContain('2026 Ann Example');
    expect(exif).toContain('Lens 50');
    expect(exif).not.toContain('WGS-84');
    expect(packet).toContain('Red');
    expect(packet).not.toContain(secret);
    expect(orientation ?? 1).toBe(1);
  });

  it('and the place where asked', async () => {
    const { exif, packet } = await make(format, { metadata: 'all', keepsGps: true });
    expect(exif).toContain('WGS-84');
    expect(packet).toContain(secret);
  });
});

it('goes into every output of a task', async () => {
  const outputs = [
    { name: 'a', width: 100 },
    { name: 'b', width: 50, format: 'webp' as const },
  ];
  const metadata = { metadata: 'all', keepsGps: false } as const;
  const { paths } = await attempt(pool, { ...bench('a.jpg', await photo()), metadata }, outputs);
  for (const path of paths) {
    const { exif, packet } = await told(path);
    expect(exif).toContain('Lens 50');
    expect(exif).not.toContain('WGS-84');
    expect(packet).toContain('Red');
  }
});

it('the copyright of a picture that says it in XMP only is kept', async () => {
  const rights = xmp.replace(
    '/>',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:rights><rdf:Alt><rdf:li xml:lang="x-default">Me &amp; you</rdf:li></rdf:Alt></dc:rights></rdf:Description>',
  );
  const source = await scene(320, 200).jpeg().withXmp(rights).toBuffer();
  const metadata = { metadata: 'copyright', keepsGps: false } as const;
  const { exif } = await told(
    await makeOne(pool, { ...bench('a.jpg', source), metadata }, { width: 50 }),
  );
  expect(exif).toContain('Me & you');
});
