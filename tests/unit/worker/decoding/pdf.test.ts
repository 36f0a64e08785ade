import { expect, test } from 'vitest';
import { encryptedPdf } from '../../../support/encrypted-pdf.ts';
import { asPng, opened, refusalOf } from '../../../support/format-fixtures.ts';
import { scannedPdf } from '../../../support/scanned-pdf.ts';
import { colourAt } from '../../../support/similarity.ts';

const square = '0 0 100 100 re f';

/** A page of 100 × 100 points; PDFium rebuilds the table of objects that is left out. */
function pdf({ page = '', catalog = '', objects = [] as readonly string[] }): Buffer {
  const all = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] ${page} >>`,
    ...objects,
  ].map((object, at) => `${at + 1} 0 obj\n${object}\nendobj\n`);
  return Buffer.from(`%PDF-1.7\n${all.join('')}trailer << /Root 1 0 R >>\n%%EOF\n`);
}

const appearance = (colour: string) =>
  `<< /Type /XObject /Subtype /Form /BBox [0 0 100 100] /Length ${colour.length + square.length + 4} >>
stream
${colour} rg ${square}
endstream`;

test.each([
  ['Tx', '/N 5 0 R'],
  ['Btn', '/N << /Yes 5 0 R >>'],
  ['Ch', '/N 5 0 R'],
  ['Sig', '/N 5 0 R'],
])('what was filled into a field of a form (%s) is drawn', async (type, looks) => {
  const field = `<< /Type /Annot /Subtype /Widget /FT /${type} /T (a) /F 4 /Rect [0 0 100 100] /P 3 0 R /AS /Yes /AP << ${looks} >> >>`;
  const bytes = pdf({
    page: '/Annots [4 0 R]',
    catalog: '/AcroForm << /Fields [4 0 R] >>',
    objects: [field, appearance('1 0 0')],
  });
  expect(await colourAt(await asPng(await opened(bytes)), 0.5, 0.5)).toEqual([255, 0, 0, 255]);
});

test('a field that is not to be seen is not drawn', async () => {
  const field = `<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /F 2 /Rect [0 0 100 100] /P 3 0 R /AP << /N 5 0 R >> >>`;
  const bytes = pdf({
    page: '/Annots [4 0 R]',
    catalog: '/AcroForm << /Fields [4 0 R] >>',
    objects: [field, appearance('1 0 0')],
  });
  expect(await colourAt(await asPng(await opened(bytes)), 0.5, 0.5)).toEqual([255, 255, 255, 255]);
});

test('an empty field has no colour of its own', async () => {
  const field = `<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /F 4 /Rect [0 0 100 100] /P 3 0 R >>`;
  const bytes = pdf({
    page: '/Annots [4 0 R]',
    catalog: '/AcroForm << /Fields [4 0 R] >>',
    objects: [field],
  });
  expect(await colourAt(await asPng(await opened(bytes)), 0.5, 0.5)).toEqual([255, 255, 255, 255]);
});

test('a note on a page is drawn, and a page that is turned is upright', async () => {
  const note = `<< /Type /Annot /Subtype /Square /F 4 /Rect [0 0 100 50] /AP << /N 5 0 R >> >>`;
  const bytes = pdf({ page: '/Rotate 90 /Annots [4 0 R]', objects: [note, appearance('0 0 1')] });
  const page = await asPng(await opened(bytes));
  // Its lower half is on the left once it has been turned to the right.
  expect(await colourAt(page, 0.25, 0.5)).toEqual([0, 0, 255, 255]);
  expect(await colourAt(page, 0.75, 0.5)).toEqual([255, 255, 255, 255]);
});

const [black, white] = [
  [0, 0, 0, 255],
  [255, 255, 255, 255],
];
const [red, blue] = [
  [255, 0, 0, 255],
  [0, 0, 255, 255],
];
const mask = '/ImageMask true';
const [plain, turned] = ['/ColorSpace /DeviceGray', '/Decode [1 0]'];

test.each([
  ['a picture', {}, [black, white]],
  ['a stencil', { image: mask, colour: '1 0 0 rg' }, [red, white]],
  ['a palette', { image: '/ColorSpace [/Indexed /DeviceRGB 1 <0000FFFF0000>]' }, [blue, red]],
  ['opacity', { image: plain, masks: '/SMask' }, [white, blue]],
  ['opacity, turned', { image: `${plain} ${turned}`, masks: '/SMask' }, [red, white]],
  ['a mask', { image: mask, masks: '/Mask' }, [red, white]],
  ['a mask, turned', { image: `${mask} ${turned}`, masks: '/Mask' }, [white, blue]],
  ['with parts elsewhere', { hasGlobals: true }, [white, black]],
  ['opacity with parts elsewhere', { hasGlobals: true, masks: '/SMask' }, [red, white]],
  ['in a document with a table', { table: 'text' }, [black, white]],
  ['in one whose objects are packed', { table: 'stream' }, [black, white]],
  ['in one whose table is packed, too', { table: 'deflated', masks: '/Mask' }, [white, blue]],
] as const)('JBIG2 by MMR is drawn: %s', async (_kind, scan, [left, right]) => {
  const page = await asPng(await opened(await scannedPdf(scan)));
  expect(await colourAt(page, 0.25, 0.5)).toEqual(left);
  expect(await colourAt(page, 0.75, 0.5)).toEqual(right);
});

/** Above the scan's right half there is a spot of another colour, so that the page is not empty without it. */
const besideSpot = {
  table: 'text',
  image: mask,
  colour: '0 0 1 rg 44 4 8 8 re f 1 0 0 rg',
} as const;

const withoutTable = (file: Buffer) =>
  Buffer.concat([file.subarray(0, file.lastIndexOf('startxref')), Buffer.from('startxref\n7\n')]);

test.each([
  ['encrypted', encryptedPdf],
  ['with a table that cannot be read', withoutTable],
] as const)('a scan beside something else is drawn in a document that is %s', async (_, made) => {
  const page = await asPng(await opened(made(await scannedPdf(besideSpot))));
  expect(await colourAt(page, 0.25, 0.5)).toEqual(red);
  expect(await colourAt(page, 0.75, 0.25)).toEqual(white);
  expect(await colourAt(page, 0.75, 0.83)).toEqual(blue);
});

test.each(['/SMask', '/Mask'] as const)(
  'a picture is masked by a scan (%s) in an encrypted document',
  async (masks) => {
    const image = masks === '/SMask' ? plain : mask;
    const bytes = encryptedPdf(await scannedPdf({ table: 'text', image, masks }));
    const page = await asPng(await opened(bytes));
    const [left, right] = masks === '/SMask' ? [white, blue] : [red, white];
    expect(await colourAt(page, 0.25, 0.5)).toEqual(left);
    expect(await colourAt(page, 0.75, 0.5)).toEqual(right);
  },
);

test('a scan that is black all over is not drawn white where its document is encrypted', async () => {
  const page = await asPng(
    await opened(encryptedPdf(await scannedPdf({ table: 'text', isBlack: true }))),
  );
  for (const across of [0.25, 0.75]) expect(await colourAt(page, across, 0.5)).toEqual(black);
});

test('an encrypted document with a password asks for it', async () => {
  const file = encryptedPdf(await scannedPdf(besideSpot), 'secret');
  expect(await refusalOf(file)).toMatchObject({ code: 'password-needed' });
});
