import { Buffer } from 'node:buffer';
import { describe, expect, it, test } from 'vitest';
import { cleanXmp } from '../../../../src/worker/metadata/xmp/clean-xmp.ts';
import { parseXmp } from '../../../../src/worker/metadata/xmp/parse-xmp.ts';
import { writeXmp } from '../../../../src/worker/metadata/xmp/write-xmp.ts';
import { packetOf, uris } from '../../../fixtures/told.ts';

/** What is left of a packet; null when it is refused. */
function cleaned(packet: string | Buffer, keepsPlace = false): string | null {
  const xmp = parseXmp(Buffer.from(packet));
  return xmp && (writeXmp(cleanXmp(xmp, keepsPlace))?.toString() ?? '');
}

const label = `<l:Label xmlns:l="${uris.xmp}">Red</l:Label>`;

describe('a place in XMP is left out', () => {
  test.each([
    ['under an odd prefix', `<q:GPSLatitude xmlns:q="${uris.exif}">48,12N</q:GPSLatitude>`],
    [
      'as text in CDATA',
      `<e:GPSLatitude xmlns:e="${uris.exif}"><![CDATA[48,12N]]></e:GPSLatitude>`,
    ],
    ['in a default namespace', `<City xmlns="${uris.photoshop}">48,12N</City>`],
    [
      'with a character reference in its namespace',
      `<p:City xmlns:p="http://ns.adobe.com/photoshop/1&#46;0/">48,12N</p:City>`,
    ],
    [
      'in a structure',
      `<i:LocationCreated xmlns:i="${uris.iptcExt}"><r:Bag><r:li r:parseType="Resource"><i:City>48,12N</i:City></r:li></r:Bag></i:LocationCreated>`,
    ],
    [
      'deep in what stays',
      `<m:Pantry xmlns:m="http://ns.adobe.com/xap/1.0/mm/"><r:Bag><r:li><r:Description><p:State xmlns:p="${uris.photoshop}">48,12N</p:State></r:Description></r:li></r:Bag></m:Pantry>`,
    ],
    [
      'as an attribute deep in what stays',
      `<m:Pantry xmlns:m="http://ns.adobe.com/xap/1.0/mm/" xmlns:e="${uris.exif}"><r:Bag><r:li><r:Description e:GPSLongitude="48,12N"/></r:li></r:Bag></m:Pantry>`,
    ],
    [
      'of the tower a phone heard',
      '<c:cgi xmlns:c="http://developer.sonyericsson.com/cell/1.0/">48,12N</c:cgi>',
    ],
    ['of a drone', `<d:GpsLongtitude xmlns:d="${uris.dji}">48,12N</d:GpsLongtitude>`],
    ['as the flight of a drone', `<d:FlightXSpeed xmlns:d="${uris.dji}">48,12N</d:FlightXSpeed>`],
    [
      'of a namespace that nobody knows',
      `<z:cameraLatitude xmlns:z="urn:z">48,12N</z:cameraLatitude>`,
    ],
    ['split in an odd way', `<z:Latitude xmlns:z="${uris.exif}GPS">48,12N</z:Latitude>`],
    [
      'of the video world',
      `<z:shotLocation xmlns:z="http://ns.adobe.com/xmp/1.0/DynamicMedia/">48,12N</z:shotLocation>`,
    ],
    ['of libraries', `<d:coverage xmlns:d="${uris.dc}">48,12N</d:coverage>`],
    [
      'of libraries in newer terms',
      `<d:spatial xmlns:d="http://purl.org/dc/terms/">48,12N</d:spatial>`,
    ],
    [
      'of biologists',
      `<z:verbatimLocality xmlns:z="http://rs.tdwg.org/dwc/terms/">48,12N</z:verbatimLocality>`,
    ],
  ])('%s', (_, property) => {
    const left = cleaned(packetOf(property + label));
    expect(left).toContain('Red');
    expect(left).not.toContain('48,12N');
  });

  it('as an attribute of the description', () => {
    const attributes = ` xmlns:q="${uris.exif}" q:GPSLatitude="48,12N" xmlns:l="${uris.xmp}" l:Label="Red"`;
    const left = cleaned(packetOf('', attributes));
    expect(left).toContain('Red');
    expect(left).not.toContain('48,12N');
  });

  it('in UTF-16', () => {
    const packet = `\uFEFF${packetOf(`<q:City xmlns:q="${uris.photoshop}">48,12N</q:City>${label}`)}`;
    const left = cleaned(Buffer.from(packet, 'utf16le'));
    expect(left).toContain('Red');
    expect(left).not.toContain('48,12N');
  });

  it('unless it is asked for', () => {
    expect(cleaned(packetOf(`<q:City xmlns:q="${uris.photoshop}">Wien</q:City>`), true)).toContain(
      'Wien',
    );
  });

  it('but not how the photographer can be reached', () => {
    const contact = `<c:CreatorContactInfo xmlns:c="${uris.iptcCore}" r:parseType="Resource"><c:CiAdrCity>Graz</c:CiAdrCity></c:CreatorContactInfo>`;
    expect(cleaned(packetOf(contact))).toContain('Graz');
  });
});

test('previews and what is about the old file only are left out, whatever is kept', () => {
  const old = `<t:Thumbnails xmlns:t="${uris.xmp}"><r:Alt><r:li>OLD</r:li></r:Alt></t:Thumbnails>
    <n:HasExtendedXMP xmlns:n="${uris.xmpNote}">OLD</n:HasExtendedXMP>
    <g:MotionPhoto xmlns:g="http://ns.google.com/photos/1.0/camera/">OLD</g:MotionPhoto>
    <h:Version xmlns:h="http://ns.adobe.com/hdr-gain-map/1.0/">OLD</h:Version>`;
  const left = cleaned(packetOf(old + label), true);
  expect(left).toContain('Red');
  expect(left).not.toContain('OLD');
});

const deep = (levels: number) =>
  `${'<z:a xmlns:z="urn:z">'.repeat(levels)}${'</z:a>'.repeat(levels)}`;

test.each([
  ['has a document type', `<!DOCTYPE x [<!ENTITY a "b">]>${packetOf(label)}`],
  ['uses an entity', packetOf(`<z:a xmlns:z="urn:z">&a;</z:a>`)],
  ['is not well-formed', packetOf(`<z:a xmlns:z="urn:z">`)],
  ['has a prefix without a namespace', packetOf(`<z:a>1</z:a>`)],
  ['is nested very deep', packetOf(deep(10_000))],
  ['has very many parts', packetOf(`<z:a xmlns:z="urn:z"/>`.repeat(60_000))],
  ['has a long namespace', packetOf(`<z:a xmlns:z="urn:${'é'.repeat(1000)}">1</z:a>${label}`)],
  [
    'has a long namespace of an attribute',
    packetOf(`<z:a xmlns:z="urn:z" xmlns:y="urn:${'é'.repeat(1000)}" y:b="1"/>`),
  ],
  ['has a long name', packetOf(`<z:${'a'.repeat(1001)} xmlns:z="urn:z"/>`)],
  ['is very long', packetOf(`<z:a xmlns:z="urn:z">${'a'.repeat(4_000_000)}</z:a>`)],
  ['is no UTF', Buffer.concat([Buffer.from(packetOf(label)), Buffer.from([0xff])])],
  ['is no RDF', '<a xmlns="urn:a">text</a>'],
  ['is nothing', ''],
])('a packet that %s is refused', (_, packet) => {
  expect(cleaned(packet)).toBeNull();
});

test('what would not fit into a JPEG is left out, the longest first', () => {
  const long = `<z:story xmlns:z="urn:z">${'a'.repeat(100_000)}</z:story>`;
  const left = cleaned(packetOf(long + label));
  expect(left).toContain('Red');
  expect(left?.length).toBeLessThan(1000);
});

test('what was read is written so that it reads the same', () => {
  const odd = `<z:a xmlns:z="urn:&lt;z&quot;" z:b="&#9;&quot;&amp;">1 &lt; 2 &amp;&amp; "3"</z:a><z:a xmlns:z="urn:other">two</z:a>`;
  const once = cleaned(packetOf(odd)) ?? '';
  expect(cleaned(once)).toBe(once);
  expect(once).toContain('1 &lt; 2 &amp;&amp; "3"');
  expect(once).toContain('two');
});

test('what fits only under the prefix that another namespace has is left out', () => {
  const short = `<a:short xmlns:a="urn:1">Red</a:short>`;
  const long = `<a:other xmlns:a="urn:2">${'<a:b/>'.repeat(10_000)}</a:other>`;
  const left = cleaned(packetOf(short + long));
  expect(left).toContain('Red');
  expect(left).not.toContain('urn:2');
  expect(left?.length).toBeLessThan(64_000);
});

test('a namespace gets a free prefix, whichever are taken', () => {
  const taken = `<ns4:a xmlns:ns4="urn:a">1</ns4:a><ns4_6:b xmlns:ns4_6="urn:b">2</ns4_6:b>`;
  const own = `<ns4:c xmlns:ns4="urn:c">3</ns4:c><x:d xmlns:x="urn:d">4</x:d><xmlq:e xmlns:xmlq="urn:e">5</xmlq:e><f xmlns="urn:f">6</f>`;
  const once = cleaned(packetOf(taken + own)) ?? '';
  const properties = parseXmp(Buffer.from(once));
  expect([...(properties?.keys() ?? [])]).toEqual(
    ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `urn:${name}${name}`),
  );
});
