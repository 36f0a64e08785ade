// Pictures by a formula, so that tests need no other program's opinion of them: OpenJPEG codes the numbers without loss, and the
// boxes that say what they mean are put in here.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { height, pixelAt, width } from './formula.js';

/** One plane of samples for each of the functions of x and y. */
const planes = (...values) =>
  values.map((value) =>
    Array.from({ length: width * height }, (_, at) => value(at % width, Math.floor(at / width))),
  );
const red = (x, y) => pixelAt(x, y)[0] ?? 0;
const green = (x, y) => pixelAt(x, y)[1] ?? 0;
const blue = (x, y) => pixelAt(x, y)[2] ?? 0;
const alpha = (x, y) => pixelAt(x, y)[3] ?? 0;

function box(type, content) {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
}

function shorts(...values) {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => bytes.writeUInt16BE(value, index * 2));
  return bytes;
}

const enumerated = (space) => box('colr', Buffer.from([1, 0, 0, 0, 0, 0, space]));
/** Of channel, kind and colour; see ISO 15444-1, I.5.3.6. */
const uses = (...rows) => box('cdef', shorts(rows.length, ...rows.flat()));
const start = Buffer.from(
  '0000000c6a5020200d0a870a00000014667479706a703220000000006a703220',
  'hex',
);

export function makeJpeg2000Kinds({ run, at, work }) {
  const stream = (values, { bits = 8, sign = 'u', sampling = '', options = '' } = {}) => {
    const raw = Buffer.concat(
      values.map((plane) =>
        bits > 8 ? shorts(...plane) : Buffer.from(plane.map((one) => one & 0xff)),
      ),
    );
    const [source, coded] = [join(work, 'kind.raw'), join(work, 'kind.j2k')];
    writeFileSync(source, raw);
    const shape = `${width},${height},${values.length},${bits},${sign}${sampling}`;
    run(
      'opj_compress',
      '-i',
      source,
      '-o',
      coded,
      '-F',
      shape,
      '-n',
      '3',
      '-mct',
      '0',
      ...options.split(' ').filter(Boolean),
    );
    return readFileSync(coded);
  };
  const jp2 = (name, code, ...boxes) => {
    const head = Buffer.alloc(14);
    head.writeUInt32BE(height, 0);
    head.writeUInt32BE(width, 4);
    head.writeUInt16BE(code.readUInt16BE(40), 8);
    head.set([7, 7, 0, 0], 10);
    const header = box('jp2h', Buffer.concat([box('ihdr', head), ...boxes]));
    writeFileSync(at(name), Buffer.concat([start, header, box('jp2c', code)]));
  };
  const bare = (name, code) => writeFileSync(at(name), code);

  const straight = stream(planes(red, green, blue, alpha));
  bare('rgba.j2k', straight);
  jp2(
    'nir.jp2',
    straight,
    enumerated(16),
    uses([0, 0, 1], [1, 0, 2], [2, 0, 3], [3, 65_535, 65_535]),
  );
  jp2('cmyk.jp2', straight, enumerated(12));
  bare('grey-alpha.j2k', stream(planes(red, alpha)));
  bare('five.j2k', stream(planes(red, green, blue, alpha, red)));
  bare(
    'signed.j2k',
    stream(planes(...[red, green, blue].map((one) => (x, y) => one(x, y) - 128)), { sign: 's' }),
  );
  bare('offset.j2k', stream(planes(red, green, blue), { options: '-d 3,5' }));
  bare(
    'bits-12.j2k',
    stream(
      planes(...[red, green, blue].map((one) => (x, y) => one(x, y) * 16 + (one(x, y) >> 4))),
      { bits: 12 },
    ),
  );
  jp2(
    'abgr.jp2',
    stream(planes(alpha, blue, green, red)),
    enumerated(16),
    uses([0, 1, 0], [1, 0, 3], [2, 0, 2], [3, 0, 1]),
  );
  const pale = [red, green, blue].map(
    (one) => (x, y) => Math.round((one(x, y) * alpha(x, y)) / 255),
  );
  jp2(
    'premultiplied.jp2',
    stream(planes(...pale, alpha)),
    enumerated(16),
    uses([0, 0, 1], [1, 0, 2], [2, 0, 3], [3, 2, 0]),
  );
  jp2('lab.jp2', stream(planes(red, green, blue)), enumerated(14));
  const table = Array.from({ length: 64 }, (_, index) => [index * 4, 255 - index * 4, 77]);
  const palette = Buffer.concat([shorts(64), Buffer.from([3, 7, 7, 7, ...table.flat()])]);
  const map = Buffer.from([0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 1, 2]);
  jp2(
    'palette.jp2',
    stream(planes((x, y) => x + y)),
    enumerated(16),
    box('pclr', palette),
    box('cmap', map),
  );
  const luma = (x, y) => 0.299 * red(x, y) + 0.587 * green(x, y) + 0.114 * blue(x, y);
  const difference = (colour, factor) => (x, y) =>
    Math.round(128 + (colour(x, y) - luma(x, y)) / factor);
  const ycc = planes(
    (x, y) => Math.round(luma(x, y)),
    difference(blue, 1.772),
    difference(red, 1.402),
  );
  jp2('ycc.jp2', stream(ycc), enumerated(18));
  const half = (plane) =>
    plane.filter((_, index) => index % 2 === 0 && Math.floor(index / width) % 2 === 0);
  const [brightness = [], ...differences] = ycc;
  bare('ycc-420.j2k', stream([brightness, ...differences.map(half)], { sampling: '@1x1:2x2:2x2' }));
}
