import type { Buffer } from 'node:buffer';
import { SaxesParser } from 'saxes';
import {
  isElement,
  isRdf,
  propertiesOf,
  type XmlElement,
  type XmlName,
  type Xmp,
} from './xmp-tree.ts';

/** Bytes; Photoshop's longest histories have about one million. */
const mostBytes = 4_000_000;
const mostDepth = 64;
/** Elements and attributes. */
const mostParts = 50_000;
/** Of a namespace or a name in it: one written once stands in every name that it is part of. */
const mostNameLength = 1000;

/** In UTF-8 or UTF-16 (XMP, part 1), without the zeros that some programs leave behind it. */
function textOfPacket(bytes: Buffer): string | null {
  const [first, second] = bytes;
  const isBig = (first === 0xfe && second === 0xff) || first === 0;
  const isLittle = (first === 0xff && second === 0xfe) || second === 0;
  const encoding = isBig ? 'utf-16be' : isLittle ? 'utf-16le' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    let end = text.length;
    while (end > 0 && (text[end - 1] === '\0' || text[end - 1]?.trim() === '')) end -= 1;
    return text.slice(0, end).trimStart();
  } catch {
    return null;
  }
}

interface Open extends XmlElement {
  readonly children: (XmlElement | string)[];
}

const isLong = ({ uri, local }: XmlName) =>
  uri.length > mostNameLength || local.length > mostNameLength;

const refused = (what: string) => new Error(`an XMP packet ${what}`);

function parse(text: string): XmlElement | null {
  const parser = new SaxesParser({ xmlns: true });
  const open: Open[] = [];
  let root: XmlElement | null = null;
  let parts = 0;
  parser.on('error', (error) => {
    throw error;
  });
  // Nothing but harm comes from one in XMP.
  parser.on('doctype', () => {
    throw refused('with a document type');
  });
  parser.on('opentag', ({ uri, local, prefix, attributes }) => {
    const named = Object.values(attributes).filter(
      (attribute) => attribute.prefix !== 'xmlns' && attribute.name !== 'xmlns',
    );
    parts += 1 + named.length;
    if (open.length >= mostDepth || parts > mostParts) throw refused('that is too deep or large');
    if ([{ uri, local }, ...named].some(isLong)) throw refused('with a very long name');
    const element: Open = { uri, local, prefix, attributes: named, children: [] };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  const takeText = (more: string) => {
    open.at(-1)?.children.push(more);
  };
  parser.on('text', takeText);
  parser.on('cdata', takeText);
  parser.write(text).close();
  return root;
}

/** The element that RDF begins with, in `x:xmpmeta` or by itself. */
function rdfIn(root: XmlElement): XmlElement | null {
  if (isRdf(root, 'RDF')) return root;
  return root.children.filter(isElement).find((child) => isRdf(child, 'RDF')) ?? null;
}

/**
 * What an XMP packet states. Null for what is no well-formed XML, has a document type, or is larger or deeper than any
 * program's: nobody can tell what such a packet tells.
 */
export function parseXmp(bytes: Buffer): Xmp | null {
  const text = bytes.length > mostBytes ? null : textOfPacket(bytes);
  if (!text) return null;
  try {
    const root = parse(text);
    const packet = root && rdfIn(root);
    return packet && propertiesOf(packet);
  } catch {
    return null;
  }
}
