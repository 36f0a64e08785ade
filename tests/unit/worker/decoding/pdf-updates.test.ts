import { expect, test } from 'vitest';
import { mendStreams } from '../../../../src/worker/decoding/pdf/mend-streams.ts';
import { asPng, opened } from '../../../support/format-fixtures.ts';
import { scannedPdf } from '../../../support/scanned-pdf.ts';
import { colourAt } from '../../../support/similarity.ts';

const grey = [200, 200, 200, 255];
const [black, white] = [
  [0, 0, 0, 255],
  [255, 255, 255, 255],
];

/** One pixel of grey, in place of the scan. */
const plain =
  '<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n\u00C8\nendstream';
const written = (number: number, content: string) =>
  Buffer.from(`${number} 0 obj\n${content}\nendobj\n`, 'latin1');

/** Of objects from 1 on; readers look for them where there is no table. */
function document(objects: readonly (string | Buffer)[], hasTable = true): Buffer {
  const parts = [Buffer.from('%PDF-1.7\n')];
  const offsets = objects.map((content, at) => {
    const offset = Buffer.concat(parts).length;
    parts.push(written(at + 1, content.toString('latin1')));
    return `${`${offset}`.padStart(10, '0')} 00000 n \n`;
  });
  const [count, start] = [objects.length + 1, Buffer.concat(parts).length];
  const trailer = `trailer\n<< /Size ${count} /Root 1 0 R >>\n`;
  const table = `xref\n0 ${count}\n0000000000 65535 f \n${offsets.join('')}`;
  parts.push(
    Buffer.from(hasTable ? `${table}${trailer}startxref\n${start}\n%%EOF\n` : `${trailer}%%EOF\n`),
  );
  return Buffer.concat(parts);
}

/** An update at the end, in which an object is another one or, with an entry of its own, gone. */
function updated(file: Buffer, number: number, { entry = '' } = {}): Buffer {
  const [, previous = ''] = /startxref\s+(\d+)/.exec(file.toString('latin1')) ?? [];
  const object = entry ? Buffer.alloc(0) : written(number, plain);
  const own = entry || `${`${file.length}`.padStart(10, '0')} 00000 n `;
  const table = `xref\n${number} 1\n${own}\ntrailer\n<< /Size 10 /Root 1 0 R /Prev ${previous} >>\n`;
  const end = `startxref\n${file.length + object.length}\n%%EOF\n`;
  return Buffer.concat([file, object, Buffer.from(table + end)]);
}

const draw = '64 0 0 48 0 0 cm /A Do';
const pageOf = (image: string, ...others: readonly (string | Buffer)[]) => [
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 64 48] /Contents 4 0 R /Resources << /XObject << /A 5 0 R >> >> >>',
  `<< /Length ${draw.length} >>\nstream\n${draw}\nendstream`,
  image,
  ...others,
];

async function expectPage(file: Buffer, [left, right]: readonly (readonly number[])[]) {
  const page = await asPng(await opened(file));
  expect(await colourAt(page, 0.25, 0.5)).toEqual(left);
  expect(await colourAt(page, 0.75, 0.5)).toEqual(right);
}

test('a scan that an update has replaced does not come back', async () => {
  await expectPage(updated(await scannedPdf({ table: 'text' }), 5), [grey, grey]);
  const newer = Buffer.concat([(await scannedPdf()).subarray(0, -6), written(5, plain)]);
  await expectPage(newer, [grey, grey]);
});

test('a scan that was replaced by another one is drawn as that', async () => {
  const file = await scannedPdf({ table: 'text' });
  await expectPage(updated(file, 7), [black, white]);
});

test('a scan that was removed does not come back', async () => {
  const file = await scannedPdf({ table: 'text' });
  expect(mendStreams(file)).not.toBeNull();
  expect(mendStreams(updated(file, 5, { entry: '0000000000 00001 f ' }))).toBeNull();
});

test.each([true, false])(
  'a scan in an attached document takes no place in this one (table: %s)',
  async (hasTable) => {
    const inner = await scannedPdf();
    const scan = inner.subarray(inner.indexOf('5 0 obj'), inner.indexOf('6 0 obj'));
    const attached = `<< /Type /EmbeddedFile /Length ${scan.length} >>\nstream\n${scan.toString('latin1')}\nendstream`;
    await expectPage(document(pageOf(plain, attached), hasTable), [grey, grey]);
  },
);

test.each(['text', 'stream', 'deflated'] as const)(
  'a table (%s) is found in front of what a program left behind it',
  async (table) => {
    const file = await scannedPdf({ table, image: '/ColorSpace /DeviceGray' });
    const padded = Buffer.concat([file, Buffer.alloc(3000, 0x20)]);
    expect(mendStreams(padded)?.subarray(padded.length).includes('startxref')).toBe(true);
    await expectPage(padded, [black, white]);
  },
);

test('where a table cannot be read the document stays as it is', async () => {
  const file = await scannedPdf({ table: 'text' });
  const [at, end] = [file.lastIndexOf('startxref'), Buffer.from('startxref\n7\n%%EOF\n')];
  expect(mendStreams(Buffer.concat([file.subarray(0, at), end]))).toBeNull();
});

const objectNumbers = Array.from({ length: 10_000 }, (_, at) => at + 10);

test.each([
  ['filter', '<</Filter/JBIG2Decode>>'],
  ['filters', '<</Filter[/FlateDecode/JBIG2Decode]>>'],
])('streams without an end are given up at once (%s)', (_kind, dictionary) => {
  const heads = objectNumbers.map((number) => `${number} 0 obj${dictionary}stream\n`);
  const file = Buffer.concat([
    Buffer.from(`%PDF-1.7\n${heads.join('')}`),
    Buffer.alloc(20_000_000, 0x20),
  ]);
  expect(mendStreams(file)).toBeNull();
  expect(mendStreams(Buffer.concat([file, Buffer.from('\nendstream')]))).toBeNull();
});
