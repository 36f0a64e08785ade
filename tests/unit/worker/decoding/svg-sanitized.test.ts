import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import sharp from 'sharp';
import { sanitizeSvg } from '../../../../src/worker/decoding/svg/svg-decoder.ts';
import { asPng, opened } from '../../../support/format-fixtures.ts';

const drawing = (content: string) => `<svg xmlns="http://www.w3.org/2000/svg">${content}</svg>`;
const square = '<rect width="4" height="4"/>';

async function sanitized(file: string | Buffer) {
  const result = await sanitizeSvg(Buffer.from(file));
  return result.ok
    ? { text: result.value.bytes.toString(), notes: result.value.notes }
    : result.problem.failure;
}

const entities = (declarations: string) => `<!DOCTYPE svg [${declarations}]>`;

describe('an SVG that is written anew', () => {
  test.each([
    ['<!DOCTYPE svg>'],
    ['<!DOCTYPE svg SYSTEM "file:///etc/passwd">'],
    ['<?xml version="1.0"?>\n<!-- <!DOCTYPE svg> -->\n<!DOCTYPE svg PUBLIC "a>" \'b[\'>'],
    [entities('<!ELEMENT svg ANY> <!ATTLIST svg a CDATA "]>"> <!-- ]> --> %other;')],
    [entities('<!ENTITY % other SYSTEM "http://127.0.0.1:9/a.dtd">')],
  ])('has no document type: %s', async (type) => {
    const { text } = { text: '', ...(await sanitized(type + drawing(square))) };
    expect(text.trim()).toBe(drawing(square));
  });

  test.each([
    [
      'namespaces',
      '<!ENTITY ns "http://ns.example/">',
      '<g xmlns:i="&ns;"/>',
      '<g xmlns:i="http://ns.example/"/>',
    ],
    ['one in another', '<!ENTITY a "x"><!ENTITY b "&a;&a;">', '<g id="&b;"/>', '<g id="xx"/>'],
    ['the first of two', '<!ENTITY a "x"><!ENTITY a "y">', '<g id="&a;"/>', '<g id="x"/>'],
    ['markup', '<!ENTITY a \'<path d="M0 0"/>\'>', '&a;', '<path d="M0 0"/>'],
    ['quotation marks', "<!ENTITY a '\"'>", '<g id="&a;"/>', '<g id="&quot;"/>'],
    [
      'another file',
      '<!ENTITY a SYSTEM "file:///etc/passwd">',
      '<text>&a;</text>',
      '<text></text>',
    ],
    [
      'none in CDATA',
      '<!ENTITY a "x">',
      '<style><![CDATA[&a;<]]></style>',
      '<style>&amp;a;&lt;</style>',
    ],
  ])('has its entities written out: %s', async (...[, declarations, content, written]) => {
    expect(await sanitized(entities(declarations) + drawing(content))).toMatchObject({
      text: drawing(written),
    });
  });

  const levels = (count: number, value: string) =>
    Array.from(
      { length: count },
      (_, at) => `<!ENTITY e${at + 1} "${value.replaceAll('@', `&e${at};`)}">`,
    );
  test.each([
    [
      'grow',
      entities(`<!ENTITY e0 "lol">${levels(12, '@@@@@@@@@@').join('')}`),
      '&e12;',
      'image-too-large',
    ],
    [
      'are empty, and very many',
      entities(`<!ENTITY e0 "">${levels(15, '@@@@').join('')}`),
      '&e15;',
      'image-too-large',
    ],
    ['nest without end', entities(levels(200, '@').join('')), '&e200;', 'image-corrupt'],
    ['mean themselves', entities('<!ENTITY a "&b;"><!ENTITY b "&a;">'), '&a;', 'image-corrupt'],
    ['declare more', entities('<!ENTITY a "<!DOCTYPE x>">'), '&a;', 'image-corrupt'],
    ['have no end', '<!DOCTYPE svg [<!ENTITY a "b', '', 'image-corrupt'],
    ['come twice', '<!DOCTYPE svg><!DOCTYPE svg [<!ENTITY a "b">]>', '&a;', 'image-corrupt'],
  ])('is refused at once when its entities %s', async (...[, type, content, code]) => {
    expect(await sanitized(type + drawing(content))).toMatchObject({ code });
  });

  const spanish = '<text>ñ</text>';
  test.each([
    ['UTF-16', Buffer.from(`\uFEFF${drawing(spanish)}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(drawing(spanish), 'utf16le')],
    ['UTF-16, larger byte first', Buffer.from(`\uFEFF${drawing(spanish)}`, 'utf16le').swap16()],
    [
      'Latin-1',
      Buffer.from(`<?xml version="1.0" encoding="iso-8859-1"?>${drawing(spanish)}`, 'latin1'),
    ],
    ['zipped UTF-8', gzipSync(`\uFEFF${drawing(spanish)}`)],
  ])('is UTF-8, whatever it was: %s', async (_, file) => {
    expect(await sanitized(file)).toMatchObject({ text: drawing(spanish) });
  });

  test.each([
    [
      'an encoding that nobody knows',
      '<?xml version="1.0" encoding="x-own"?>',
      'format-unsupported',
    ],
    ['one that hides markup', '<?xml version="1.0" encoding="utf-7"?>', 'format-unsupported'],
  ])('is refused in %s', async (_, head, code) => {
    expect(await sanitized(head + drawing(square))).toMatchObject({ code });
  });

  test('is damaged where its bytes are not of its encoding', async () => {
    expect(await sanitized(Buffer.from(drawing('\xff'), 'latin1'))).toMatchObject({
      code: 'image-corrupt',
    });
  });

  test.each([
    ['<image href="a.png"/>', '<image href=""/>', true],
    ["<svg:image xlink:href = 'file:///a.png'/>", '<svg:image xlink:href=""/>', true],
    ['<feImage href="&#104;ttp://127.0.0.1:9/a"/>', '<feImage href=""/>', true],
    ['<use href="other.svg#a"/>', '<use href=""/>', true],
    ['<image href="data:image/png;base64,AA"/>', '<image href="data:image/png;base64,AA"/>', false],
    [
      '<a href="https://example.org/"><use href="#a"/></a>',
      '<a href="https://example.org/"><use href="#a"/></a>',
      false,
    ],
    ['<!-- <image href="a.png"/> -->', '', false],
  ])('asks for no other file: %s', async (content, text, isIncomplete) => {
    expect(await sanitized(drawing(content))).toEqual({
      text: drawing(text),
      notes: isIncomplete ? ['incomplete'] : [],
    });
  });

  test('is drawn where its elements have a prefix', async () => {
    const space = 'http://www.w3.org/2000/svg';
    const prefixed = `<s:svg xmlns:s="${space}" width="9" height="9"><s:rect width="9" height="9" fill="#0a0"/></s:svg>`;
    const png = await asPng(await opened(Buffer.from(prefixed)));
    const { dominant } = await sharp(png).stats();
    expect(dominant.g).toBeGreaterThan(dominant.r + 100);
  });

  test('is read a few times, not once for each of its pieces, however it is broken', async () => {
    const pieces = [
      '<!--',
      '<![CDATA[',
      '<?',
      '<!DOCTYPE ',
      '"',
      '&a;',
      '<!ENTITY ',
      "<image href='",
    ];
    for (const piece of pieces) {
      await sanitized(drawing(piece.repeat(200_000)));
      const open = await sanitized(`<!DOCTYPE svg [${piece.repeat(200_000)}`);
      expect(open, piece).toMatchObject({ code: 'image-corrupt' });
    }
  });
});
