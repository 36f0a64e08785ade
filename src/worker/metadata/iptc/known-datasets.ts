import { namespaces } from '../xmp/xmp-tree.ts';
import type { PropertyName, Shape } from '../xmp/make-property.ts';

interface DatasetRecord {
  /** Where XMP says the same (IPTC Photo Metadata Standard); left out where it does not. */
  readonly xmp?: readonly [PropertyName, Shape];
  readonly isPlace?: true;
}

const property = (prefix: keyof typeof namespaces, local: string): PropertyName => ({
  uri: namespaces[prefix],
  prefix,
  local,
});
const photoshop = (local: string, shape: Shape = 'text') =>
  ({ xmp: [property('photoshop', local), shape] }) as const;
const dc = (local: string, shape: Shape) => ({ xmp: [property('dc', local), shape] }) as const;
const core = (local: string) =>
  ({
    xmp: [{ uri: namespaces.iptcCore, prefix: 'Iptc4xmpCore', local }, 'text'],
  }) as const;

/** Of the second record, by number (IIM 4.2). Others stay behind: previews, codes of agencies, the unknown. */
export const knownDatasets: Readonly<Record<number, DatasetRecord>> = {
  0: {},
  5: dc('title', 'Alt'),
  7: {},
  10: photoshop('Urgency'),
  12: {},
  15: photoshop('Category'),
  20: photoshop('SupplementalCategories', 'Bag'),
  22: {},
  25: dc('subject', 'Bag'),
  26: { isPlace: true },
  27: { isPlace: true },
  30: {},
  35: {},
  37: {},
  38: {},
  40: photoshop('Instructions'),
  55: {},
  60: {},
  62: {},
  63: {},
  65: {},
  70: {},
  75: {},
  80: dc('creator', 'Seq'),
  85: photoshop('AuthorsPosition'),
  90: { ...photoshop('City'), isPlace: true },
  92: { ...core('Location'), isPlace: true },
  95: { ...photoshop('State'), isPlace: true },
  100: { ...core('CountryCode'), isPlace: true },
  101: { ...photoshop('Country'), isPlace: true },
  103: photoshop('TransmissionReference'),
  105: photoshop('Headline'),
  110: photoshop('Credit'),
  115: photoshop('Source'),
  116: dc('rights', 'Alt'),
  118: {},
  120: dc('description', 'Alt'),
  122: photoshop('CaptionWriter'),
  131: {},
  135: {},
};
