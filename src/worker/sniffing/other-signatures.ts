import type { ForeignKind } from '../../shared/task/foreign-kinds.ts';

/**
 * What people drop by mistake, or with reason though no decoder is there; named with its article. The patterns are matched
 * with the first bytes in lower-case hexadecimal.
 */
export const otherSignatures: readonly (readonly [RegExp, ForeignKind])[] = [
  [/^4949bc/, 'a JPEG XR picture'],
  [/^53494d504c4520203d/, 'a FITS picture'],
  [/^425047fb/, 'a BPG picture'],
  [/^464c4946/, 'a FLIF picture'],
  [/^8a4d4e470d0a1a0a/, 'an MNG film'],
  [/^8b4a4e470d0a1a0a/, 'a JNG picture'],
  [/^974a42320d0a1a0a/, 'a JBIG2 picture'],
  [/^(?:53445058|58504453|802a5fd7|d75f2a80)/, 'a film scan (DPX or Cineon)'],
  [/^464f524d.{8}(?:494c424d|50424d20)/, 'an ILBM picture'],
  [/^5061696e742053686f702050726f/, 'a PaintShop Pro picture'],
  [/^50444e33/, 'a Paint.NET picture'],
  [/^(?:ab4b5458203131bb|ab4b5458203230bb)/, 'a KTX texture'],
  [/^(?:50565203|13aba15c|7342(?:10|13)00)/, 'a game texture (PVR, ASTC or Basis)'],
  [/^52494646.{8}4344/, 'a CorelDRAW drawing'],
  [/^52494646.{8}41434f4e/, 'an animated cursor (ANI)'],
  [/^4353464348554e4b/, 'a Clip Studio picture'],
  [/^00ff4b41/, 'an Affinity document'],
  [/^0606edf5d81d46e5/, 'an InDesign document'],
  [/^424c454e444552(?:2d|5f)/, 'a Blender scene'],
  [/^(?:435753|465753|5a5753)[0-4]/, 'a Flash film'],
  [/^(?:08f2a6b6|b6a6f208)/, 'a VIPS picture'],
  [/^(?:d7cdc69a|01000000.{72}20454d46)/, 'a Windows metafile'],
  [/^(?:25215053|c5d0d3c6)/, 'an EPS drawing'],
  [/^41542654464f524d/, 'a DjVu document'],
  [/^d0cf11e0a1b11ae1/, 'an Office document'],
  // Archives whose first file says what they are: its name stands behind 30 bytes.
  [/^504b0304.{52}5b436f6e74656e745f54797065735d2e786d6c/, 'an Office document'],
  [/^504b0304.{52}6d696d65747970656170706c69636174696f6e2f766e642e/, 'an Office document'],
  [/^504b0304.{52}6d696d65747970656170706c69636174696f6e2f65707562/, 'an e-book'],
  [/^504b(?:0304|0506)/, 'a ZIP archive'],
  [/^526172211a/, 'a RAR archive'],
  [/^377abcaf/, 'a 7-Zip archive'],
  [/^(?:1f8b|fd377a585a|425a683[1-9]|28b52ffd|04224d18|4d534346)/, 'a compressed archive'],
  [/^(?:1a45dfa3|52494646.{8}41564920|000001b[3a]|464c5601|3026b275)/, 'a video'],
  [
    /^(?:494433|664c6143|4f676753|52494646.{8}57415645|464f524d.{8}4149464[36]|4d546864|2321414d52|ff[ef][23b])/,
    'a sound file',
  ],
  [/^(?:4f54544f00|0001000000|74746366|774f46(?:46|32))/, 'a font'],
  [/^(?:7f454c46|4d5a|cafebabe|feedfac[ef]|c[ef]faedfe|0061736d)/, 'a program'],
  [/^53514c69746520666f726d6174203300/, 'a database'],
];
