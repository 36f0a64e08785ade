import { namespaces, type XmlElement, type XmlName } from './xmp-tree.ts';

/** How XMP holds a property: one text, one in each language, or a list, in order or not. */
export type Shape = 'text' | 'Alt' | 'Seq' | 'Bag';

const rdf = (local: string, children: XmlElement['children']): XmlElement => ({
  uri: namespaces.rdf,
  prefix: 'rdf',
  local,
  attributes: [],
  children,
});

export interface PropertyName extends XmlName {
  readonly prefix: string;
}

/** A property that states `texts`; of a shape with room for one, the first. */
export function makeProperty(
  name: PropertyName,
  shape: Shape,
  texts: readonly string[],
): XmlElement {
  const [first = ''] = texts;
  if (shape === 'text') return { ...name, attributes: [], children: [first] };
  if (shape !== 'Alt') {
    const items = texts.map((text) => rdf('li', [text]));
    return { ...name, attributes: [], children: [rdf(shape, items)] };
  }
  const lang = { uri: namespaces.xml, prefix: 'xml', local: 'lang', value: 'x-default' };
  const item = { ...rdf('li', [first]), attributes: [lang] };
  return { ...name, attributes: [], children: [rdf('Alt', [item])] };
}
