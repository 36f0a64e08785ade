import { readFileSync, writeFileSync } from 'node:fs';
import { topDown, withMasks32, withRle4 } from './bitmap-bytes.js';

/** BMP of every depth, and icons. The references are what ImageMagick reads back. */
export function makeBitmaps({ run, at, card, faded }) {
  const write = (name, source, ...options) => run('convert', source, ...options, at(name));
  const reference = (name, of = name) => run('convert', at(of), `PNG32:${at(`${name}.png`)}`);
  const kinds = {
    'bits-1.bmp': ['-monochrome', '-type', 'bilevel'],
    'bits-4.bmp': ['+dither', '-colors', '16', '-type', 'palette'],
    'bits-8.bmp': ['+dither', '-colors', '100', '-type', 'palette', '-compress', 'none'],
    'rle-8.bmp': ['+dither', '-colors', '100', '-type', 'palette', '-compress', 'rle'],
    'bits-16-555.bmp': ['-define', 'bmp:subtype=RGB555'],
    'bits-16-565.bmp': ['-define', 'bmp:subtype=RGB565'],
    'bits-24.bmp': ['-type', 'truecolor'],
  };
  for (const [name, options] of Object.entries(kinds)) {
    write(name, card, ...options);
    reference(name);
  }
  run('convert', card, `BMP2:${at('os2.bmp')}`);
  reference('os2.bmp');
  run('convert', faded, '-define', 'bmp:format=bmp5', `BMP:${at('alpha-v5.bmp')}`);
  reference('alpha-v5.bmp');
  writeFileSync(at('top-down.bmp'), topDown(readFileSync(at('bits-24.bmp'))));
  reference('top-down.bmp');
  const rgba = run('convert', faded, '-depth', '8', 'RGBA:-');
  writeFileSync(at('masks-32.bmp'), withMasks32(rgba, 32, 24));
  reference('masks-32.bmp');
  writeFileSync(at('rle-4.bmp'), withRle4(32, 24));
  reference('rle-4.bmp');
  makeIcons({ run, at, faded });
}

function makeIcons({ run, at, faded }) {
  const square = ['-resize', '32x32!'];
  run('convert', faded, ...square, '-define', 'icon:auto-resize=16,32', at('three.ico'));
  run(
    'convert',
    faded,
    '-resize',
    '256x256!',
    '-define',
    'icon:auto-resize=256,16',
    at('with-png.ico'),
  );
  run(
    'convert',
    faded,
    ...square,
    '+dither',
    '-colors',
    '16',
    '-threshold',
    '50%',
    at('masked.ico'),
  );
  run('convert', `${at('three.ico')}[1]`, `PNG32:${at('three.ico.png')}`);
  run('convert', `${at('three.ico')}[0]`, `PNG32:${at('three.ico.16.png')}`);
  run('convert', `${at('with-png.ico')}[0]`, `PNG32:${at('with-png.ico.png')}`);
  run('convert', at('masked.ico'), `PNG32:${at('masked.ico.png')}`);
  const cursor = readFileSync(at('three.ico'));
  cursor.writeUInt16LE(2, 2);
  writeFileSync(at('three.cur'), cursor);
}
