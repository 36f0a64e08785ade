import { tellsPlace } from './place-names.ts';
import {
  fullName,
  isElement,
  namespaces,
  type XmlElement,
  type XmlName,
  type Xmp,
} from './xmp-tree.ts';

const google = 'http://ns.google.com/photos/';
/** Of the old file's other pictures, films and maps of depth or brightness, and its own pixels. */
const ofOldFile: readonly string[] = [
  'http://ns.adobe.com/hdr-gain-map/',
  'http://ns.apple.com/HDRGainMap/',
  'http://ns.apple.com/pixeldatainfo/',
  'http://ns.adobe.com/xap/1.0/g/img/',
  `${google}1.0/`,
  `${google}dd/`,
];

const ofPixels: ReadonlySet<string> = new Set([
  ...[
    'BitsPerSample',
    'Compression',
    'PhotometricInterpretation',
    'PlanarConfiguration',
    'PrimaryChromaticities',
    'ReferenceBlackWhite',
    'SamplesPerPixel',
    'TransferFunction',
    'WhitePoint',
    'YCbCrCoefficients',
    'YCbCrPositioning',
    'YCbCrSubSampling',
  ].map((local) => namespaces.tiff + local),
  ...['CompressedBitsPerPixel', 'Gamma', 'SubjectArea', 'SubjectLocation'].map(
    (local) => namespaces.exif + local,
  ),
  ...['ICCProfile', 'ColorMode'].map((local) => namespaces.photoshop + local),
  `${namespaces.xmpNote}HasExtendedXMP`,
]);

/** Previews, and what only the maker can read, in any namespace. */
const opaque = /thumbnail|preview|maker_?note/i;

function isOfOldFile(name: XmlName): boolean {
  const isOld = ofOldFile.some((start) => name.uri.startsWith(start));
  return isOld || ofPixels.has(fullName(name)) || opaque.test(name.local);
}

type Drops = (name: XmlName) => boolean;

function stripped(element: XmlElement, drops: Drops): XmlElement | null {
  if (drops(element)) return null;
  const attributes = element.attributes.filter((attribute) => !drops(attribute));
  const children = element.children.flatMap((node) => {
    const kept = isElement(node) ? stripped(node, drops) : node;
    return kept === null ? [] : [kept];
  });
  return { ...element, attributes, children };
}

/** Without what is about the old file only and, unless asked for, without places, however deep they stand. */
export function cleanXmp(xmp: Xmp, keepsPlace: boolean): Xmp {
  const drops = (name: XmlName) => isOfOldFile(name) || (!keepsPlace && tellsPlace(name));
  const kept = new Map<string, XmlElement>();
  for (const [name, property] of xmp) {
    const clean = stripped(property, drops);
    if (clean) kept.set(name, clean);
  }
  return kept;
}
