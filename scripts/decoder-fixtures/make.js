// node scripts/decoder-fixtures/make.js: writes tests/fixtures/formats anew, each picture with what an independent
// program reads from it. Debian: imagemagick libheif-examples libjxl-tools libopenjp2-tools netpbm ffmpeg qpdf
// poppler-utils libimage-exiftool-perl libtiff-tools icnsutils
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../root.js';
import { makeBitmaps } from './bitmaps.js';
import { makeCodecPictures } from './codec-pictures.js';
import { makeGimpPicture } from './gimp.js';
import { makeJpeg2000Kinds } from './jpeg2000-kinds.js';
import { makeMacIcons } from './mac-icons.js';
import { makePhotoshopDocuments } from './photoshop.js';
import { makeOldPictures } from './old-pictures.js';
import { makePdfs } from './pdfs.js';
import { makeSimplePictures } from './simple-pictures.js';

const work = mkdtempSync(join(tmpdir(), 'thumbline-fixtures-'));
const out = join(root, 'tests', 'fixtures', 'formats');
mkdirSync(out, { recursive: true });

const run = (program, ...args) => execFileSync(program, args, { cwd: work, stdio: 'pipe' });
const pipe = (input, program, ...args) => execFileSync(program, args, { input });
const at = (name) => join(out, name);

/** Four colours, darker towards the bottom: every turn, mirroring and mistaken channel shows. */
function makeCard() {
  const colours = 'xc:#d03020 xc:#20a040 +append';
  const below = 'xc:#2040c0 xc:#e0d020 +append';
  const quarters = `( -size 16x12 ${colours} ) ( -size 16x12 ${below} ) -append`;
  const shade = '( -size 32x24 gradient:white-gray60 ) -compose multiply -composite';
  const bare = '-depth 8 -define png:exclude-chunks=all';
  run('convert', ...`${quarters} ${shade} ${bare} PNG24:${at('card.png')}`.split(' '));
  const fade = '-size 32x24 gradient:white-gray20';
  const alpha = `( ${fade} ) -alpha off -compose copy_opacity -composite`;
  run('convert', at('card.png'), ...`${alpha} ${bare} PNG32:${at('faded.png')}`.split(' '));
}

makeCard();
const tools = { run, pipe, at, work, card: at('card.png'), faded: at('faded.png') };
makeBitmaps(tools);
makeSimplePictures(tools);
makePhotoshopDocuments(tools);
makeCodecPictures(tools);
makeJpeg2000Kinds(tools);
makePdfs(tools);
makeOldPictures(tools);
await makeGimpPicture(tools);
await makeMacIcons(tools);
rmSync(work, { recursive: true });
