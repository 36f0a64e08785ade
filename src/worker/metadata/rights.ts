import { Buffer } from 'node:buffer';
import { type Exif, type ExifField, tags, type } from './exif/exif-field.ts';
import { textField } from './exif/write-exif.ts';
import { iptcAsXmp } from './iptc/clean-iptc.ts';
import type { Dataset } from './iptc/iptc-records.ts';
import { makeProperty } from './xmp/make-property.ts';
import { isElement, isRdf, namespaces, textOf, type XmlElement, type Xmp } from './xmp/xmp-tree.ts';

/** Who made the picture and who owns it, in UTF-8 or as EXIF had it; null where it does not say so. */
export interface Rights {
  readonly copyright: Buffer | null;
  readonly artist: Buffer | null;
}

/** More than any notice has. */
const mostBytes = 8000;

/** Text and nothing else: with a zero in it EXIF divides a photographer's right from an editor's. */
// A preview has control characters within its first bytes.
const isText = (bytes: Buffer) =>
  bytes.every((byte) => byte >= 0x20 || byte === 0 || byte === 9 || byte === 10 || byte === 13);

function inExif(fields: readonly ExifField[], tag: number): Buffer | null {
  const field = fields.find((one) => one.tag === tag);
  if (!field || (field.type !== type.text && field.type !== type.utf8)) return null;
  let end = field.value.length;
  while (end > 0 && field.value[end - 1] === 0) end -= 1;
  const text = field.value.subarray(0, end);
  const isEmpty = text.every((byte) => byte === 0 || byte === 0x20);
  return isEmpty || text.length > mostBytes || !isText(text) ? null : text;
}

/** The items of a list, or the one text; of languages the usual one. */
function textsIn(property: XmlElement): string[] {
  const list = property.children.filter(isElement).find(({ uri }) => uri === namespaces.rdf);
  if (!list) return [textOf(property)];
  const items = list.children.filter(isElement).filter((item) => isRdf(item, 'li'));
  if (!isRdf(list, 'Alt')) return items.map(textOf);
  const usual = items.find(({ attributes }) =>
    attributes.some(({ local, value }) => local === 'lang' && value === 'x-default'),
  );
  const chosen = usual ?? items[0];
  return chosen ? [textOf(chosen)] : [];
}

function inXmp(xmp: Xmp, names: readonly string[]): Buffer | null {
  for (const name of names) {
    const property = xmp.get(name);
    // Several names are divided as EXIF asks for it.
    const text = property
      ? textsIn(property)
          .map((one) => one.trim())
          .filter(Boolean)
          .join('; ')
      : '';
    const bytes = Buffer.from(text);
    if (text !== '' && bytes.length <= mostBytes) return bytes;
  }
  return null;
}

const rightsNames = [`${namespaces.dc}rights`, `${namespaces.tiff}Copyright`];
const creatorNames = [`${namespaces.dc}creator`, `${namespaces.tiff}Artist`];

interface Sources {
  readonly exif: Exif | null;
  readonly xmp: Xmp | null;
  readonly iptc: readonly Dataset[];
}

/** From EXIF, else from XMP, else from IPTC. */
export function rightsIn({ exif, xmp, iptc }: Sources): Rights {
  const others = [...(xmp ? [xmp] : []), iptcAsXmp(iptc)];
  const find = (tag: number, names: readonly string[]) =>
    others.reduce<Buffer | null>(
      (found, packet) => found ?? inXmp(packet, names),
      exif && inExif(exif.main, tag),
    );
  return {
    copyright: find(tags.copyright, rightsNames),
    artist: find(tags.artist, creatorNames),
  };
}

export function rightsAsExif({ copyright, artist }: Rights): Exif | null {
  const main = [
    ...(artist ? [textField(tags.artist, artist)] : []),
    ...(copyright ? [textField(tags.copyright, copyright)] : []),
  ];
  return main.length > 0 ? { main, photo: [], place: [] } : null;
}

const dc = (local: string) => ({ uri: namespaces.dc, prefix: 'dc', local });

/** For a format without EXIF. */
export function rightsAsXmp({ copyright, artist }: Rights): Xmp {
  const properties = new Map<string, XmlElement>();
  const text = (bytes: Buffer) => bytes.toString('utf8').replaceAll('\0', ' ').trim();
  if (copyright) {
    properties.set(`${namespaces.dc}rights`, makeProperty(dc('rights'), 'Alt', [text(copyright)]));
  }
  if (artist) {
    properties.set(`${namespaces.dc}creator`, makeProperty(dc('creator'), 'Seq', [text(artist)]));
  }
  return properties;
}
