import { escapedText, escapedValue } from '../../bytes/xml-text.ts';
import { Buffer } from 'node:buffer';
import { isElement, namespaces, type XmlElement, type XmlName, type Xmp } from './xmp-tree.ts';

/** JPEG holds no more in a segment. */
const mostPacketBytes = 64_000;
/** Around the properties, without the namespaces. */
const aroundBytes = 400;

/** Prefixes by namespace: as they were written where that is not taken yet. */
class Prefixes {
  readonly #byUri = new Map<string, string>([
    [namespaces.rdf, 'rdf'],
    [namespaces.xml, 'xml'],
  ]);
  readonly #taken = new Set(['rdf', 'xml', 'xmlns', 'x']);
  /** Only ever grows, so that names taken on purpose are passed once. */
  #made = 1;

  of(uri: string, written: string): string {
    const known = this.#byUri.get(uri);
    if (known !== undefined) return known;
    let prefix = written;
    while (prefix === '' || /^xml/i.test(prefix) || this.#taken.has(prefix)) {
      prefix = `ns${this.#made}`;
      this.#made += 1;
    }
    this.#byUri.set(uri, prefix);
    this.#taken.add(prefix);
    return prefix;
  }

  declare(uris: ReadonlySet<string>): string {
    return [...uris]
      .filter((uri) => uri !== namespaces.xml)
      .map((uri) => ` xmlns:${this.of(uri, '')}="${escapedValue(uri)}"`)
      .join('');
  }
}

type NameOf = (name: XmlName & { readonly prefix: string }) => string;

/** Names without a namespace mean nothing in RDF and are left out. */
function written(element: XmlElement, nameOf: NameOf): string {
  const { uri, attributes, children } = element;
  if (uri === '') return '';
  const name = nameOf(element);
  const values = attributes
    .filter((attribute) => attribute.uri !== '')
    .map((one) => ` ${nameOf(one)}="${escapedValue(one.value)}"`)
    .join('');
  const elements = children.filter(isElement);
  const inside =
    elements.length > 0
      ? elements.map((child) => written(child, nameOf)).join('')
      : children.map((node) => (isElement(node) ? '' : escapedText(node))).join('');
  return inside === '' ? `<${name}${values}/>` : `<${name}${values}>${inside}</${name}>`;
}

interface Written {
  readonly text: string;
  readonly uris: ReadonlySet<string>;
  /** With the line's end and all namespaces that it names, though others may name them, too. */
  readonly sizeBytes: number;
}

/** A property as it stands in the packet whose prefixes these are. */
function writtenWith(names: Prefixes, property: XmlElement): Written {
  const uris = new Set<string>();
  const text = written(property, ({ uri, local, prefix }) => {
    uris.add(uri);
    return `${names.of(uri, prefix)}:${local}`;
  });
  const sizeBytes = Buffer.byteLength(text) + Buffer.byteLength(names.declare(uris)) + 1;
  return { text, uris, sizeBytes };
}

/** Without the longest, until the rest fits. */
function fitting(properties: readonly Written[]): Written[] {
  let total = properties.reduce((sum, { sizeBytes }) => sum + sizeBytes, aroundBytes);
  const dropped = new Set<Written>();
  for (const property of properties.toSorted((one, other) => other.sizeBytes - one.sizeBytes)) {
    if (total <= mostPacketBytes) break;
    dropped.add(property);
    total -= property.sizeBytes;
  }
  return properties.filter((property) => !dropped.has(property));
}

/** An XMP packet in UTF-8; without its longest properties when it would not fit into a JPEG. Null when nothing is stated. */
export function writeXmp(xmp: Xmp): Buffer | null {
  const names = new Prefixes();
  const kept = fitting([...xmp.values()].map((property) => writtenWith(names, property)));
  if (kept.length === 0) return null;
  const uris = new Set<string>([namespaces.rdf, ...kept.flatMap((property) => [...property.uris])]);
  return Buffer.from(
    `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>\n` +
      `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF${names.declare(uris)}>` +
      `<rdf:Description rdf:about="">${kept.map(({ text }) => text).join('\n')}</rdf:Description></rdf:RDF></x:xmpmeta>\n` +
      `<?xpacket end="w"?>`,
  );
}
