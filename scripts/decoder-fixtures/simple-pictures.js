import { writeFileSync } from 'node:fs';

/** TGA, PNM and QOI. The references are what ImageMagick and ffmpeg read back; TGA's are the sources. */
export function makeSimplePictures({ run, pipe, at, card, faded }) {
  const both = (name, source, ...options) => {
    run('convert', source, ...options, at(name));
    run('convert', at(name), `PNG32:${at(`${name}.png`)}`);
  };
  makeTargas({ run, pipe, at, card, faded });
  both('bits.pbm', card, '-monochrome');
  both('bits-text.pbm', card, '-monochrome', '-compress', 'none');
  both('grey.pgm', card, '-colorspace', 'gray');
  both('grey-text.pgm', card, '-colorspace', 'gray', '-compress', 'none');
  both('colour.ppm', card);
  both('colour-16.ppm', card, '-depth', '16');
  both('colour-text.ppm', card, '-compress', 'none');
  both('alpha.pam', faded);
  run('ffmpeg', '-v', 'error', '-y', '-i', card, '-pix_fmt', 'rgb24', at('colour.qoi'));
  run('ffmpeg', '-v', 'error', '-y', '-i', faded, '-pix_fmt', 'rgba', at('alpha.qoi'));
  for (const name of ['colour.qoi', 'alpha.qoi'])
    run('ffmpeg', '-v', 'error', '-y', '-i', at(name), at(`${name}.png`));
}

/** ImageMagick 6 stores the rows of a TGA from the wrong end. ffmpeg stores them from the top, netpbm from the bottom. */
function makeTargas({ run, pipe, at, card, faded }) {
  const encode = (name, source, ...options) =>
    run('ffmpeg', '-v', 'error', '-y', '-i', source, ...options, at(name));
  encode('top-down.tga', card, '-pix_fmt', 'bgr24', '-rle', '0');
  encode('top-down-rle.tga', card, '-pix_fmt', 'bgr24', '-rle', '1');
  encode('alpha-rle.tga', faded, '-pix_fmt', 'bgra', '-rle', '1');
  encode('bits-16.tga', card, '-pix_fmt', 'rgb555le', '-rle', '0');
  const pam = run('pngtopam', card);
  const grey = run('convert', card, '-colorspace', 'gray', 'PGM:-');
  writeFileSync(at('bottom-up.tga'), pipe(pam, 'pamtotga', '-rgb', '-norle'));
  writeFileSync(at('mapped-rle.tga'), pipe(pam, 'pamtotga', '-cmap'));
  writeFileSync(at('grey.tga'), pipe(grey, 'pamtotga', '-mono', '-norle'));
}
