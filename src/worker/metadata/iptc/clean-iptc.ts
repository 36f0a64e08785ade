import { makeProperty } from '../xmp/make-property.ts';
import { fullName, type XmlElement, type Xmp } from '../xmp/xmp-tree.ts';
import { type Dataset, textsIn } from './iptc-records.ts';
import { knownDatasets } from './known-datasets.ts';

/** One segment of a JPEG with Photoshop's frame around it. Bytes. */
const mostBytes = 60_000;

/** What is known to describe the picture, and the encoding of its text; without places unless asked for. */
export function cleanIptc(datasets: readonly Dataset[], keepsPlace: boolean): Dataset[] {
  let bytes = 0;
  let hasEncoding = false;
  const kept = datasets.filter(({ record, number, value }) => {
    if (record === 1) {
      // One is enough, and more would count: a file may have thousands.
      if (hasEncoding || number !== 90 || value.length > 8) return false;
      hasEncoding = true;
      return true;
    }
    const known = record === 2 ? knownDatasets[number] : undefined;
    if (!known || (known.isPlace && !keepsPlace) || bytes + value.length > mostBytes) return false;
    bytes += value.length + 5;
    return true;
  });
  return kept.some(({ record }) => record === 2) ? kept : [];
}

/** Characters that XML does not allow. */
const control = /[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu;

/** The same in XMP, for formats that hold no IPTC. */
export function iptcAsXmp(datasets: readonly Dataset[]): Xmp {
  const textOf = textsIn(datasets);
  const texts = new Map<number, string[]>();
  for (const dataset of datasets) {
    const text = dataset.record === 2 ? textOf(dataset).replaceAll(control, '').trim() : '';
    if (text === '') continue;
    const others = texts.get(dataset.number);
    if (others) others.push(text);
    else texts.set(dataset.number, [text]);
  }
  const properties = new Map<string, XmlElement>();
  for (const [number, values] of texts) {
    const mapped = knownDatasets[number]?.xmp;
    if (!mapped) continue;
    const [name, shape] = mapped;
    properties.set(fullName(name), makeProperty(name, shape, values));
  }
  return properties;
}
