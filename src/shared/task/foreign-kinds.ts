import { failuresWords } from '../words/areas/failures.ts';

/** What helps with a file that no decoder reads. */
type Advice = 'save' | 'print' | 'unpack' | 'still' | 'fetch' | 'choose';

/** What people drop that Thumbline does not read, with its article, and what they can do about it. */
const foreignKinds = {
  'a JPEG XR picture': 'save',
  'a FITS picture': 'save',
  'a BPG picture': 'save',
  'a FLIF picture': 'save',
  'a JNG picture': 'save',
  'a JBIG2 picture': 'save',
  'a film scan (DPX or Cineon)': 'save',
  'an ILBM picture': 'save',
  'a PaintShop Pro picture': 'save',
  'a Paint.NET picture': 'save',
  'a KTX texture': 'save',
  'a game texture (PVR, ASTC or Basis)': 'save',
  'a CorelDRAW drawing': 'save',
  'an animated cursor (ANI)': 'save',
  'a Clip Studio picture': 'save',
  'an Affinity document': 'save',
  'a Blender scene': 'save',
  'a Flash film': 'still',
  'an InDesign document': 'print',
  'an XBM picture': 'save',
  'a medical picture (DICOM)': 'save',
  'an MNG film': 'still',
  'a VIPS picture': 'save',
  'an XPM picture': 'save',
  'a Windows metafile': 'save',
  'an EPS drawing': 'save',
  'a DjVu document': 'print',
  'an Office document': 'print',
  'an e-book': 'print',
  'a ZIP archive': 'unpack',
  'a RAR archive': 'unpack',
  'a 7-Zip archive': 'unpack',
  'a TAR archive': 'unpack',
  'a compressed archive': 'unpack',
  'a video': 'still',
  'a web page': 'fetch',
  'a text file': 'choose',
  'a sound file': 'choose',
  'a font': 'choose',
  'a program': 'choose',
  'a database': 'choose',
} as const satisfies Readonly<Record<string, Advice>>;

export type ForeignKind = keyof typeof foreignKinds;

const adviceByKind: ReadonlyMap<string, Advice> = new Map(Object.entries(foreignKinds));

/** What people can do with a kind of file that cannot be read; all that is not listed is some picture. */
export function adviceFor(kind: string): string {
  return failuresWords(`foreign.${adviceByKind.get(kind) ?? 'save'}`);
}
