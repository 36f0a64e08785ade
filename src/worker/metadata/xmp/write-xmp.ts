import { Buffer } from 'node:buffer';
import { isElement, namespaces, type XmlElement, type Xmp } from './xmp-tree.ts';

/** JPEG holds no more in a segment. */
const mostPacketBytes = 64_000;
/** Around the properties, without the namespaces. */
const aroundBytes = 400;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
};
const escapedText = (text: string) => text.replace(/[&<>\r]/g, (char) => escapes[char] ?? '');
const escapedValue = (text: string) => text.replace(/[&<>"\r\n\t]/g, (char) => escapes[char] ?? '');

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

  declarations(): string {
    return [...this.#byUri]
      .filter(([, prefix]) => prefix !== 'xml')
      .map(([uri, prefix]) => ` xmlns:${prefix}="${escapedValue(uri)}"`)
      .join('');
  }
}

/** Names without a namespace mean nothing in RDF and are left out. */
function written(
  { uri, local, prefix, attributes, children }: XmlElement,
  names: Prefixes,
): string {
  if (uri === '') return '';
  const name = `${names.of(uri, prefix)}:${local}`;
  const values = attributes
    .filter((attribute) => attribute.uri !== '')
    .map((one) => ` ${names.of(one.uri, one.prefix)}:${one.local}="${escapedValue(one.value)}"`)
    .join('');
  const elements = children.filter(isElement);
  const inside =
    elements.length > 0
      ? elements.map((element) => written(element, names)).join('')
      : children.map((node) => (isElement(node) ? '' : escapedText(node))).join('');
  return inside === '' ? `<${name}${values}/>` : `<${name}${values}>${inside}</${name}>`;
}

/** Bytes of a property and of the namespaces that it names. */
function sizeOf(property: XmlElement): number {
  const names = new Prefixes();
  const text = written(property, names);
  return Buffer.byteLength(text) + Buffer.byteLength(names.declarations());
}

/** Without the longest, until the rest fits. */
function fitting(properties: readonly XmlElement[]): XmlElement[] {
  const sizes = new Map(properties.map((property) => [property, sizeOf(property)]));
  const bytesOf = (property: XmlElement) => sizes.get(property) ?? 0;
  let total = properties.reduce((sum, property) => sum + bytesOf(property), aroundBytes);
  const dropped = new Set<XmlElement>();
  for (const property of properties.toSorted((one, other) => bytesOf(other) - bytesOf(one))) {
    if (total <= mostPacketBytes) break;
    dropped.add(property);
    total -= bytesOf(property);
  }
  return properties.filter((property) => !dropped.has(property));
}

/** An XMP packet in UTF-8; without its longest properties when it would not fit into a JPEG. Null when nothing is stated. */
export function writeXmp(xmp: Xmp): Buffer | null {
  const names = new Prefixes();
  const kept = fitting([...xmp.values()]).map((property) => written(property, names));
  if (kept.length === 0) return null;
  return Buffer.from(
    `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>\n` +
      `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF${names.declarations()}>` +
      `<rdf:Description rdf:about="">${kept.join('\n')}</rdf:Description></rdf:RDF></x:xmpmeta>\n` +
      `<?xpacket end="w"?>`,
  );
}
