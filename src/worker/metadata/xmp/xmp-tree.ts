/** A name by its namespace: prefixes are only ways to write one. */
export interface XmlName {
  readonly uri: string;
  readonly local: string;
}

export interface XmlAttribute extends XmlName {
  readonly value: string;
}

/** An element of an XMP packet. `prefix` is how it was written, and means nothing. */
export interface XmlElement extends XmlName {
  readonly prefix: string;
  readonly attributes: readonly (XmlAttribute & { readonly prefix: string })[];
  readonly children: readonly (XmlElement | string)[];
}

export const namespaces = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  xml: 'http://www.w3.org/XML/1998/namespace',
  dc: 'http://purl.org/dc/elements/1.1/',
  exif: 'http://ns.adobe.com/exif/1.0/',
  tiff: 'http://ns.adobe.com/tiff/1.0/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  xmpNote: 'http://ns.adobe.com/xmp/note/',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  iptcCore: 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/',
  iptcExt: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
} as const;

/** As RDF names things: namespace and name put together. */
export const fullName = ({ uri, local }: XmlName): string => uri + local;

export const isElement = (node: XmlElement | string): node is XmlElement =>
  typeof node !== 'string';

export const isRdf = ({ uri, local }: XmlName, name: string): boolean =>
  uri === namespaces.rdf && local === name;

/** The text inside, in order. Elements of other namespaces than RDF's state something else, such as a place. */
export function textOf(element: XmlElement): string {
  const textIn = (child: XmlElement) => (child.uri === namespaces.rdf ? textOf(child) : '');
  return element.children.map((node) => (isElement(node) ? textIn(node) : node)).join('');
}

/** What a packet states, by full name. */
export type Xmp = ReadonlyMap<string, XmlElement>;

const isProperty = ({ uri }: XmlName) =>
  uri !== '' && uri !== namespaces.rdf && uri !== namespaces.xml;

/**
 * Every property of a packet as an element, whichever of RDF's ways it was written in. Of two with one name the first
 * counts: a packet is about one picture.
 */
export function propertiesOf(packet: XmlElement): Xmp {
  const properties = new Map<string, XmlElement>();
  for (const description of packet.children.filter(isElement)) {
    const simple = description.attributes.map(({ value, ...name }) => ({
      ...name,
      attributes: [],
      children: [value],
    }));
    for (const property of [...simple, ...description.children.filter(isElement)]) {
      const name = fullName(property);
      if (isProperty(property) && !properties.has(name)) properties.set(name, property);
    }
  }
  return properties;
}
