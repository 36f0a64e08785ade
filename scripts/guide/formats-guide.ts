import { formats, namesOfWritten, sourceFormats } from '../../src/shared/formats/formats.ts';
import { type FormatCells, formatHead, formatRows } from '../../src/cli/commands/formats.ts';

const introduction = `# Formats

What Thumbline reads and writes; \`thumbline formats\` prints the same in a terminal. A file is known by its first bytes and
never by its name: a wrong extension is no error. What cannot be read is named ("This is an EPS drawing; Thumbline cannot
read those").
`;

/** In the guide's words: those that only their extension tells. */
const named = sourceFormats
  .filter((format) => formats[format].inFolders === 'named')
  .map((format) => `a ${formats[format].name}`)
  .join(', ');

const shared = sourceFormats
  .flatMap((format) => formats[format].sharedExtensions ?? [])
  .map((extension) => `.${extension}`)
  .join(' and ');

const ending = `Everything is turned upright, converted to sRGB with 8 bits ([colour](colour.md)), and made from the first frame or page unless
an animation is kept. In folders every file with one of these extensions is taken, and files with other names that begin like a picture;
${named} and a zipped SVG are told by their extension only. Other files are called ${shared}, too: there the beginning counts. PDFs are not taken: folders of papers are not folders of pictures.
A PDF that is named or dropped itself shows its first page.

A JPEG 2000 is decoded at a half, a quarter or an eighth of its size where that is enough. What that leaves out of very fine detail differs from a picture that is scaled
down from its full size: 3 to 4 of 255 on average in a photograph of leaves, none in what has no such detail.

Pictures in a PDF that are packed in JBIG2 by MMR, as some scanners do, are changed to what PDFium can draw first, also where they are masks. An encrypted
document that opens without a password is read without its encryption for that. Where a document cannot be put in order, pictures that came out blank are drawn with the decoder that Firefox has, and masks of other pictures stay as PDFium draws them.

Of a PDF and of a TIFF with several pictures another page can be chosen: **Page** in a recipe, \`--page\` in a terminal, \`page\` in a recipe file. A page
that is not there fails by itself ("It has 3 pages; page 7 was asked for"). How many there are is said in the details of a picture, by \`--json\` and by the
service. Smaller copies and masks in a TIFF are no pages. Nothing else has pages, and whichever is asked for makes no difference there:
frames of a film belong to one picture, the sizes of an icon are the same one, and a HEIF says itself which of its pictures is to be shown.

Custom properties in the CSS of an SVG (\`var(--colour, red)\`) get their values before it is drawn: from rules that name elements, classes, ids and
attributes, from \`:root\` and from \`style\`; where there is none, the fallback. Rules in \`@media\` do not count. A picture is marked as doubtful
where its values cannot be told for certain, as of a part that has others where it is reused (\`<use>\`), and where its styles are too many to look into; it is
then drawn without them.

An OpenEXR picture is read in rows and in tiles, of several sizes the largest one, not packed or packed by RLE, ZIP, PIZ, PXR24 or B44, with red, green and
blue, with luminance and chroma, or grey; its first layer stands for a picture that has none, and of several parts the first that can be read is shown. Deep pictures and the packings
DWA and HTJ2K are refused by their names.

A HEIF or AVIF is turned by its own properties alone, as the standard says: a turn that only its EXIF tells counts for nothing.
One that is to be seen in part (\`clap\`) is cropped. A HEIC in tiles, as phones write it, is
decoded tile by tile, so that 200 megapixels fit in 400 MB ([ADR 28](adr/0028-heic-tile-by-tile.md)). A gain map (Ultra HDR, and those of
iPhones) is left out, and the result says so.

A camera RAW without a preview that is larger than 160 pixels is developed: with the camera's white balance, as bright as its brightest parts allow, with one pixel
for four of the sensor where that is enough for what is wanted, or the sensor has more than 50 megapixels. One whose data end early is called so.

Limits: 300 megapixels a frame, 2 GB a file, 10 MB and 500,000 reused parts an SVG, 60 seconds and 2 GB of memory (beside the file itself) a picture.
A picture that its decoder has to hold whole (a progressive JPEG, an interlaced PNG) may take 0.8 GB of that.
`;

/** The guide's page about formats. */
export function formatsGuide(): string {
  const rows = [formatHead, ...formatRows()];
  const widths = formatHead.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: FormatCells | readonly string[], filler = ' ') =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0, filler)).join(' | ')} |`;
  const [head = formatHead, ...body] = rows;
  const rule = line(
    formatHead.map(() => ''),
    '-',
  );
  const table = [line(head), rule, ...body.map((row) => line(row))];
  const pictures = namesOfWritten(({ writes }) => writes.iconEdges === null).join(', ');
  const icons = namesOfWritten(({ writes }) => writes.iconEdges !== null).join(' and ');
  return `${introduction}\n${table.join('\n')}\n\nWritten by sharp: ${pictures}; by Thumbline: ${icons}, with all the usual sizes in one file.\n\n${ending}`;
}
