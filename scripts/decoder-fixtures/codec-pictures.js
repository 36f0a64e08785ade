import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { adobeRgbProfile } from '../../tests/fixtures/colour-profile.ts';
import { withOldJpeg } from './old-jpeg-tiff.js';
import { calledPremultiplied } from './premultiplied-jxl.js';
import { withRotation } from './heif-rotation.js';

/** HEIC by libheif with x265, AVIF by libavif, JPEG XL by libjxl, JPEG 2000 by OpenJPEG, TIFF by ImageMagick and libtiff. */
export function makeCodecPictures(tools) {
  makeHeic(tools);
  tools.run('avifenc', '--lossless', '--premultiply', tools.faded, tools.at('premultiplied.avif'));
  makeJxl(tools);
  makeJpeg2000(tools);
  makeTiff(tools);
}

/** A JPEG whose EXIF asks for a quarter turn clockwise. */
function turnedJpeg({ run, work, card }) {
  const path = join(work, 'turned.jpg');
  run('convert', card, '-quality', '95', '-sampling-factor', '4:4:4', path);
  run('exiftool', '-q', '-overwrite_original', '-Orientation#=6', path);
  return path;
}

function makeHeic(tools) {
  const { run, at, card, faded } = tools;
  const turned = turnedJpeg(tools);
  const encode = (name, ...args) => run('heif-enc', '-q', '80', ...args, '-o', at(name));
  const reference = (name) => run('heif-convert', at(name), at(`${name}.png`));
  encode('card.heic', card);
  encode('alpha.heic', faded);
  encode('exif-only.heic', turned);
  encode('two-pictures.heic', card, faded);
  run('convert', card, '-depth', '16', `PNG48:${join(tools.work, 'deep.png')}`);
  encode('bits-10.heic', '-b', '10', join(tools.work, 'deep.png'));
  run('convert', card, '-crop', '17x11+5+5', '+repage', `PNG24:${join(tools.work, 'odd.png')}`);
  encode('odd-size.heic', join(tools.work, 'odd.png'));
  writeFileSync(at('rotated.heic'), withRotation(readFileSync(at('exif-only.heic')), 3));
  makeTiles(tools, encode);
  for (const name of ['card', 'alpha', 'exif-only', 'bits-10', 'odd-size', 'rotated'])
    reference(`${name}.heic`);
}

/** The parts of a larger card, one picture each, of which tests build grids and overlays. */
function makeTiles({ run, work, faded }, encode) {
  const places = [0, 64].flatMap((top) => [0, 64].map((left) => `64x64+${left}+${top}`));
  const parts = places.map((place, at) => {
    const [shallow, deep] = [join(work, `tile-${at}.png`), join(work, `deep-${at}.png`)];
    const part = [faded, '-resize', '128x128!', '-crop', place, '+repage'];
    run('convert', ...part, `PNG32:${shallow}`);
    run('convert', ...part, '-alpha', 'off', '-depth', '16', `PNG48:${deep}`);
    return { shallow, deep };
  });
  encode('tiles.heic', ...parts.map(({ shallow }) => shallow));
  encode('tiles-10.heic', '-b', '10', ...parts.map(({ deep }) => deep));
}

function makeJxl(tools) {
  const { run, at, work, card, faded } = tools;
  const both = (name, source, ...options) => {
    run('cjxl', source, at(name), ...options);
    run('djxl', at(name), at(`${name}.png`));
  };
  both('lossless.jxl', card, '-d', '0');
  both('lossy.jxl', card, '-d', '1');
  both('container.jxl', faded, '-d', '0', '--container=1');
  const multiplied = join(work, 'multiplied.png');
  run(
    'convert',
    faded,
    '(',
    '+clone',
    '-alpha',
    'extract',
    ')',
    '-channel',
    'RGB',
    '-compose',
    'multiply',
    '-composite',
    multiplied,
  );
  run('cjxl', multiplied, join(work, 'multiplied.jxl'), '-d', '0');
  writeFileSync(
    at('premultiplied.jxl'),
    calledPremultiplied(readFileSync(join(work, 'multiplied.jxl'))),
  );
  both('turned.jxl', turnedJpeg(tools), '--lossless_jpeg=1');
  const film = join(work, 'film.gif');
  run('convert', '-delay', '10', card, '(', card, '-negate', ')', film);
  run('cjxl', film, at('moving.jxl'), '-d', '0');
  // The references of large ones are the card, as large.
  const large = join(work, 'large.png');
  const bare = ['-depth', '8', '-define', 'png:exclude-chunks=all'];
  run('convert', card, '-filter', 'point', '-resize', '1000x750!', ...bare, `PNG24:${large}`);
  run('cjxl', large, at('large.jxl'), '-d', '0');
  const [profile, wide] = [join(work, 'wide.icc'), join(work, 'wide.png')];
  writeFileSync(profile, adobeRgbProfile());
  run('convert', large, '-profile', profile, `PNG24:${wide}`);
  run('cjxl', wide, at('large-wide.jxl'));
  const small = join(work, 'profile.png');
  run('convert', card, '-profile', profile, `PNG24:${small}`);
  run('cjxl', small, at('profile.jxl'), '-d', '0');
  const turned = join(work, 'large.jpg');
  run('convert', large, '-quality', '95', '-sampling-factor', '1x1', turned);
  run('exiftool', '-q', '-overwrite_original', '-n', '-Orientation=6', turned);
  run('cjxl', turned, at('large-turned.jxl'));
}

function makeJpeg2000({ run, at, work, card, faded }) {
  const path = (name) => join(work, name);
  run('convert', card, path('card.ppm'));
  run('convert', card, '-colorspace', 'gray', path('grey.pgm'));
  run('convert', card, '-depth', '16', path('deep.ppm'));
  run('convert', faded, path('faded.tif'));
  const both = (name, source, ...options) => {
    run('opj_compress', '-i', source, '-o', at(name), '-n', '3', ...options);
    run('opj_decompress', '-i', at(name), '-o', at(`${name}.png`));
  };
  both('colour.jp2', path('card.ppm'), '-r', '4');
  both('lossless.j2k', path('card.ppm'));
  both('grey.jp2', path('grey.pgm'));
  both('colour-16.jp2', path('deep.ppm'));
  both('alpha.jp2', path('faded.tif'));
}

/** Kinds of TIFF that sharp's libtiff or libvips does not read. */
function makeTiff({ run, at, work, card }) {
  run('convert', card, '-colorspace', 'lab', '-depth', '8', '-compress', 'none', at('lab-8.tif'));
  run('convert', card, '-depth', '12', '-compress', 'none', at('bits-12.tif'));
  run('convert', card, '-compress', 'none', at('plain.tif'));
  run('convert', card, '-quality', '95', join(work, 'plain.jpg'));
  run('tiffcp', '-c', 'lzma', at('plain.tif'), at('lzma.tif'));
  writeFileSync(at('old-jpeg.tif'), withOldJpeg(readFileSync(join(work, 'plain.jpg')), 32, 24));
}
