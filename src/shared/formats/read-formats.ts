import type { FormatRecord } from './format-record.ts';
import { isPcx } from './is-pcx.ts';
import { isPict } from './is-pict.ts';
import { isRawPhoto } from './is-tiff.ts';
import { isSvg, mentionsSvg } from './is-svg.ts';

const unwritten = {
  isShown: false,
  inFolders: 'named-or-recognised',
  animation: false,
  writes: null,
} as const satisfies Partial<FormatRecord>;

/** What is read only. */
const records = {
  svg: {
    ...unwritten,
    name: 'SVG',
    noun: 'an SVG drawing',
    extensions: ['svg', 'svgz'],
    mediaType: 'image/svg+xml',
    reads: 'up to 10 MB, also zipped; never other files',
    reader: 'sharp-svg',
    // Zipped ones begin like every gzip: folders give those that are named, and the worker looks into them.
    signatures: [
      { of: 'the first element', begins: isSvg },
      { of: 'a later element', begins: mentionsSvg, isEnoughInFolders: false },
    ],
  },
  heif: {
    ...unwritten,
    name: 'HEIF',
    noun: 'a HEIF picture',
    extensions: ['heic', 'heif', 'hif', 'heics', 'heifs'],
    mediaType: 'image/heif',
    reads: 'HEVC (HEIC), overlays; the primary picture or the first frame',
    reader: 'libheif',
    signatures: [],
    // With any codec.
    brands: /^(?:hei[cmsx]|hev[cmsx]|avc[is]|vvi[cs]|jpeg|j2ki|mif[12]|msf1)$/,
  },
  jxl: {
    ...unwritten,
    name: 'JPEG XL',
    noun: 'a JPEG XL picture',
    extensions: ['jxl'],
    mediaType: 'image/jxl',
    reads: 'all but CMYK, the first frame',
    reader: 'jxl-oxide',
    signatures: [
      { of: 'a bare codestream', begins: /^ff0a/ },
      { of: 'a container', begins: /^0000000c4a584c200d0a870a/ },
    ],
  },
  jpeg2000: {
    ...unwritten,
    name: 'JPEG 2000',
    noun: 'a JPEG 2000 picture',
    extensions: ['jp2', 'j2k', 'jpf', 'jpx', 'j2c', 'jpc', 'jph', 'jhc'],
    mediaType: null,
    reads: 'grey, RGB, YCC, inks, Lab, palette, alpha',
    reader: 'openjpeg',
    signatures: [
      { of: 'a bare codestream', begins: /^ff4fff51/ },
      { of: 'a container', begins: /^0000000c6a5020200d0a870a/ },
    ],
  },
  bmp: {
    ...unwritten,
    name: 'BMP',
    noun: 'a BMP picture',
    extensions: ['bmp', 'dib'],
    mediaType: 'image/bmp',
    reads: '1 to 32 bits, run lengths, alpha, OS/2',
    reader: 'bmp',
    signatures: [
      // The size of the second header tells a bitmap from text that begins with BM.
      {
        of: 'Windows, OS/2 and Photoshop',
        begins: /^424d.{24}(?:0c|10|28|34|38|40|6c|7c)000000/,
      },
      { of: 'an OS/2 array of bitmaps', begins: /^4241.{24}424d/ },
    ],
  },
  psd: {
    ...unwritten,
    name: 'Photoshop',
    noun: 'a Photoshop document',
    extensions: ['psd', 'psb'],
    mediaType: 'image/vnd.adobe.photoshop',
    reads: 'the merged picture, 1 to 32 bits',
    reader: 'psd',
    signatures: [{ of: 'PSD and PSB', begins: /^3842505300(?:01|02)/ }],
  },
  tga: {
    ...unwritten,
    name: 'TGA',
    noun: 'a TGA picture',
    extensions: ['tga', 'icb', 'vda', 'vst'],
    mediaType: 'image/x-tga',
    reads: '8 to 32 bits, run lengths',
    reader: 'tga',
    signatures: [],
    inFolders: 'named',
  },
  pnm: {
    ...unwritten,
    name: 'PNM',
    noun: 'a PNM picture',
    extensions: ['pnm', 'ppm', 'pgm', 'pbm', 'pam', 'pfm'],
    // Measures of Type 1 fonts.
    sharedExtensions: ['pfm'],
    mediaType: null,
    reads: 'PBM, PGM, PPM, PAM, PFM',
    reader: 'pnm',
    signatures: [
      // Two numbers, or a comment that goes before them, tell one from text that begins with P1.
      {
        of: 'PBM, PGM and PPM, as text or binary',
        begins: /^503[1-6](?:(?:09|0a|0d|20)*23|(?:(?:09|0a|0d|20)+(?:3\d)+){2})/,
      },
      { of: 'PAM', begins: /^5037(?:0d)?0a(?:23|4[458d]|5[47])/ },
      { of: 'PFM', begins: /^50[46]60a(?:3\d)+(?:0a|20)(?:3\d)+0a/ },
      {
        of: 'one cut short',
        begins: /^50(?:3[1-7]|[46]6)(?:09|0a|0d|20|23)/,
        isEnoughInFolders: false,
      },
    ],
  },
  radiance: {
    ...unwritten,
    name: 'Radiance',
    noun: 'a Radiance picture',
    extensions: ['hdr', 'pic'],
    // Headers of measurements, and pictures of other programs.
    sharedExtensions: ['hdr', 'pic'],
    mediaType: 'image/vnd.radiance',
    reads: 'RGBE and XYZE, tone-mapped',
    reader: 'radiance',
    signatures: [{ begins: /^233f(?:52414449414e4345|52474245)/ }],
  },
  qoi: {
    ...unwritten,
    name: 'QOI',
    noun: 'a QOI picture',
    extensions: ['qoi'],
    mediaType: 'image/qoi',
    reads: 'all',
    reader: 'qoi',
    signatures: [{ begins: /^716f6966/ }],
  },
  dds: {
    ...unwritten,
    name: 'DDS',
    noun: 'a DDS texture',
    extensions: ['dds'],
    mediaType: 'image/vnd-ms.dds',
    reads: 'plain and DXT1 to DXT5, the largest picture; not DirectX 10',
    reader: 'magick',
    // The length of the header.
    signatures: [{ begins: /^444453207c000000/ }],
  },
  pcx: {
    ...unwritten,
    name: 'PCX',
    noun: 'a PCX picture',
    extensions: ['pcx'],
    mediaType: 'image/vnd.zbrush.pcx',
    reads: '1 to 24 bits, palette',
    reader: 'magick',
    signatures: [{ begins: isPcx }],
  },
  sgi: {
    ...unwritten,
    name: 'SGI',
    noun: 'an SGI picture',
    extensions: ['sgi'],
    mediaType: 'image/x-sgi',
    reads: 'grey and RGB, alpha, run lengths',
    reader: 'magick',
    signatures: [{ begins: /^01da0[01]0[12]000[123]/ }],
  },
  sun: {
    ...unwritten,
    name: 'Sun raster',
    noun: 'a Sun raster picture',
    extensions: ['ras', 'sun'],
    mediaType: 'image/x-sun-raster',
    reads: '1 to 32 bits, run lengths',
    reader: 'magick',
    signatures: [{ begins: /^59a66a95/ }],
  },
  pict: {
    ...unwritten,
    name: 'PICT',
    noun: 'a PICT picture',
    extensions: ['pict', 'pct'],
    mediaType: 'image/x-pict',
    reads: 'the bitmaps in it, not what is drawn',
    reader: 'magick',
    signatures: [{ begins: isPict }],
  },
  xcf: {
    ...unwritten,
    name: 'GIMP',
    noun: 'a GIMP picture',
    extensions: ['xcf'],
    mediaType: 'image/x-xcf',
    reads: '8 bits, layers over each other, masks, plain groups',
    reader: 'xcf',
    signatures: [{ begins: /^67696d702078636620(?:66696c65|763\d3\d3\d)00/ }],
  },
  krita: {
    ...unwritten,
    name: 'Krita',
    noun: 'a Krita picture',
    extensions: ['kra'],
    mediaType: 'application/x-krita',
    reads: 'the merged picture',
    reader: 'layered',
    signatures: [
      { begins: /^504b0304.{52}6d696d65747970656170706c69636174696f6e2f782d6b72697461/ },
    ],
  },
  openraster: {
    ...unwritten,
    name: 'OpenRaster',
    noun: 'an OpenRaster picture',
    extensions: ['ora'],
    // Settings of Oracle's databases.
    sharedExtensions: ['ora'],
    mediaType: 'image/openraster',
    reads: 'the merged picture',
    reader: 'layered',
    signatures: [{ begins: /^504b0304.{52}6d696d6574797065696d6167652f6f70656e726173746572/ }],
  },
  raw: {
    ...unwritten,
    name: 'Camera RAW',
    noun: 'a camera RAW file',
    extensions: [
      ...(['cr2', 'cr3', 'crw', 'nef', 'nrw', 'arw', 'srf', 'sr2', 'dng', 'raf', 'orf'] as const),
      ...(['rw2', 'rwl', 'pef', 'srw', 'x3f', '3fr', 'erf', 'kdc', 'dcr', 'mos', 'mrw'] as const),
      'iiq',
    ],
    mediaType: null,
    reads: 'the preview that the camera made, else developed',
    reader: 'raw',
    signatures: [
      { of: 'DNG, NEF, CR2, ARW and other TIFFs', begins: isRawPhoto },
      { of: 'RAF', begins: /^46554a4946494c4d4343442d524157/ },
      { of: 'RW2', begins: /^49495500/ },
      { of: 'ORF', begins: /^(?:4949524f|49495253|4d4d4f52)/ },
      { of: 'X3F', begins: /^464f5662/ },
      { of: 'MRW', begins: /^004d524d/ },
      { of: 'CRW', begins: /^49491a00000048454150434344/ },
    ],
    // CR3.
    brands: /^crx $/,
  },
  pdf: {
    ...unwritten,
    name: 'PDF',
    noun: 'a PDF',
    extensions: ['pdf'],
    mediaType: 'application/pdf',
    reads: 'the first page or a chosen one; not in folders',
    reader: 'pdfium',
    hasPages: true,
    signatures: [{ begins: /^(?:09|0a|0d|20){0,16}255044462d/ }],
    // Folders of papers are not folders of pictures.
    inFolders: 'none',
  },
} as const satisfies Readonly<Record<string, FormatRecord>>;

export const readFormats: Readonly<Record<keyof typeof records, FormatRecord>> = records;
