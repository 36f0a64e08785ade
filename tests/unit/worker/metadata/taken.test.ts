import { expect, test } from 'vitest';
import { readInstant, takenIn } from '../../../../src/worker/metadata/taken.ts';
import { scene } from '../../../fixtures/scene.ts';
import { exifSegment, packetOf, uris, withSegments, xmpSegment } from '../../../fixtures/told.ts';
import { type Directories, exifBlock } from '../../../support/exif-block.ts';

const [original, digitized, changed] = [0x9003, 0x9004, 0x0132];

test.each([
  ['2019:05:31 14:05:08', '2019-05-31T14:05:08'],
  ['2019-05-31T14:05:08.123+02:00', '2019-05-31T14:05:08'],
  ['2019-05-31T14:05Z', '2019-05-31T14:05:00'],
  ['2019/05/31', '2019-05-31T00:00:00'],
  ['2019:02:29 14:05:08', null],
  ['2019:05:31 24:00:00', null],
  ['0000:00:00 00:00:00', null],
  ['    :  :     :  :  ', null],
  ['2019', null],
  ['../../etc/passwd', null],
  [`2019:05:31 ${'1'.repeat(10_000)}`, null],
])('reads %s as an instant of the calendar or as nothing', (text, read) => {
  expect(readInstant(text)).toBe(read);
});

async function told(exif: Directories | null, xmp = '', order: 'II' | 'MM' = 'II') {
  const picture = await scene(8, 8).jpeg().toBuffer();
  return takenIn(
    withSegments(picture, [
      ...(exif ? [exifSegment(exifBlock(exif, order))] : []),
      ...(xmp ? [xmpSegment(packetOf(xmp))] : []),
    ]),
    'jpeg',
  );
}

test('takes the moment of the shot before that of the scan, and EXIF before XMP', async () => {
  const at = (tag: number, day: string) => [tag, `2019:05:${day} 01:02:03`] as const;
  const xmp = `<e:DateTimeOriginal xmlns:e="${uris.exif}">2018-01-02T03:04:05+09:00</e:DateTimeOriginal>`;
  const both = { main: [at(changed, '30')], photo: [at(original, '01'), at(digitized, '02')] };
  expect(await told(both, xmp, 'MM')).toBe('2019-05-01T01:02:03');
  expect(await told({ photo: [at(digitized, '02')] }, xmp)).toBe('2019-05-02T01:02:03');
  const blank = [original, '    :  :     :  :  '] as const;
  expect(await told({ photo: [blank] }, xmp)).toBe('2018-01-02T03:04:05');
  const christmas =
    '<c:CreateDate xmlns:c="http://ns.adobe.com/xap/1.0/">2017-12-24</c:CreateDate>';
  expect(await told(null, christmas)).toBe('2017-12-24T00:00:00');
});

test('is not told by when the file was changed, nor by a picture that says nothing', async () => {
  expect(await told({ main: [[changed, '2019:05:30 01:02:03']] })).toBeNull();
  expect(await told(null)).toBeNull();
});
