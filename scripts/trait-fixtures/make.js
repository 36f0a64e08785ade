// node scripts/trait-fixtures/make.js: writes tests/fixtures/traits anew from the card of tests/fixtures/formats, each
// picture with what an independent program makes of it. Debian: imagemagick libheif-examples libimage-exiftool-perl
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { withMirror, withRotation } from '../decoder-fixtures/heif-rotation.js';
import { root } from '../root.js';
import { greyProfile, rgbProfile } from './profiles.js';

const work = mkdtempSync(join(tmpdir(), 'thumbline-traits-'));
const out = join(root, 'tests', 'fixtures', 'traits');
mkdirSync(out, { recursive: true });

const formats = join(root, 'tests', 'fixtures', 'formats');
const card = join(formats, 'card.png');
const faded = join(formats, 'faded.png');
const at = (name) => join(out, name);
const inWork = (name) => join(work, name);
const run = (program, ...args) => execFileSync(program, args, { stdio: 'pipe' });
const words = (text) => text.split(' ').filter(Boolean);
const bare = words('-strip -depth 8 -define png:exclude-chunks=all');

/** Writes one picture with ImageMagick, in a kind of PNG if `name` begins with it, and what ImageMagick reads from it. */
function picture(name, source, options) {
  const [file, kind] = name.split(':').toReversed();
  run('convert', source, ...words(options), `${kind ? `${kind}:` : ''}${at(file)}`);
  run('convert', at(file), ...bare, `PNG32:${at(`${file}.png`)}`);
}

/** The card as it lies, called turned in each of the eight ways of EXIF. */
function makeTurned() {
  const kinds = { jpg: '-quality 95 -sampling-factor 4:4:4', png: '', tif: '' };
  for (let orientation = 1; orientation <= 8; orientation += 1) {
    for (const [extension, options] of Object.entries(kinds)) {
      turned(orientation, extension, options);
    }
    turned(orientation, 'webp', '-define webp:lossless=true');
    const upright = at(`exif-${orientation}.png`.replace('exif', 'upright'));
    run('convert', at(`exif-${orientation}.tif`), '-auto-orient', ...bare, `PNG24:${upright}`);
  }
}

function turned(orientation, extension, options) {
  const path = at(`exif-${orientation}.${extension}`);
  run('convert', card, ...words(options), path);
  run('exiftool', '-q', '-overwrite_original', `-Orientation#=${orientation}`, path);
}

/** HEIF is turned by its own properties: four turns, each plain and mirrored. */
function makeHeif() {
  const encoders = { heic: [], avif: ['-A'] };
  for (const [extension, options] of Object.entries(encoders)) {
    const plain = inWork(`plain.${extension}`);
    run('heif-enc', '-q', '90', ...options, card, '-o', plain);
    for (let quarters = 0; quarters < 4; quarters += 1) {
      const rotated = withRotation(readFileSync(plain), quarters);
      for (const [mirror, bytes] of Object.entries({ '': rotated, m: withMirror(rotated, 1) })) {
        const name = `turn-${quarters}${mirror}.${extension}`;
        writeFileSync(at(name), bytes);
        run('heif-convert', at(name), at(`${name}.png`));
      }
    }
  }
}

/** Numbers that mean other colours than sRGB; Little CMS in ImageMagick says which. */
function makeProfiled() {
  for (const name of ['srgb', 'p3', 'adobe', 'prophoto'])
    writeFileSync(inWork(`${name}.icc`), rgbProfile(name));
  writeFileSync(inWork('grey.icc'), greyProfile());
  for (const name of ['p3', 'adobe', 'prophoto']) {
    profiled(`${name}.png`, name, '-strip');
    profiled(`${name}-16.tif`, name, '-strip -depth 16');
    profiled(`${name}.jpg`, name, '-strip -quality 95 -sampling-factor 4:4:4');
  }
  profiled('grey.jpg', 'grey', '-strip -colorspace gray -quality 95');
}

function profiled(name, profile, options) {
  run('convert', card, ...words(options), '-profile', inWork(`${profile}.icc`), at(name));
  toSrgb(name);
}

function toSrgb(name) {
  // Black stays black, as photo programs do it by default.
  const target = ['-black-point-compensation', '-profile', inWork('srgb.icc'), ...bare];
  run('convert', at(name), ...target, `PNG24:${at(`${name}.png`)}`);
}

/** sharp brings the only profile for inks; what its numbers look like is said by Little CMS. */
async function makeInks() {
  const inks = sharp(card).withIccProfile('cmyk');
  writeFileSync(at('cmyk.jpg'), await inks.jpeg({ quality: 95 }).toBuffer());
  toSrgb('cmyk.jpg');
  // The profile has a megabyte: the test writes this file itself.
  rmSync(at('cmyk.jpg'));
}

function makeDepths() {
  picture('PNG48:bits-16.png', card, '-depth 16');
  picture('bits-16.tif', card, '-depth 16');
  picture('bits-1.tif', card, '-colorspace gray -threshold 50% -type bilevel');
  picture('grey-16.png', card, '-colorspace gray -depth 16 -define png:bit-depth=16');
  const float = '-define quantum:format=floating-point -depth 32';
  picture('float-grey.tif', card, `-colorspace gray ${float}`);
  // Colours of floating point are linear light, which ImageMagick writes but does not know again.
  run('convert', card, '-colorspace', 'RGB', ...words(float), at('float.tif'));
  copyFileSync(card, at('float.tif.png'));
  picture('lab-16.tif', card, '-colorspace lab -depth 16');
}

function makeTransparent() {
  picture('PNG8:palette.png', card, '-colors 16');
  picture('palette-trns.png', card, '-colors 15 -transparent white');
  const corner = '( +clone -crop 16x12+0+0 -fill #d03020 -colorize 100 ) -composite';
  const clear = '-transparent #d03020 -define png:color-type=2';
  picture('colour-trns.png', card, `${corner} ${clear}`);
  picture('alpha-8.png', faded, '');
  picture('alpha-16.png', faded, '-depth 16 -define png:bit-depth=16 -define png:color-type=6');
  picture('alpha-grey.png', faded, '-colorspace gray -define png:color-type=4');
  picture('alpha.webp', faded, '-define webp:lossless=true');
  picture('alpha.tif', faded, '');
  picture('clear.gif', card, '-colors 15 -transparent white');
}

makeTurned();
makeHeif();
makeProfiled();
makeDepths();
makeTransparent();
await makeInks();
copyFileSync(card, at('card.png'));
rmSync(work, { recursive: true });
