/** PSD and PSB by ImageMagick. `.png` beside each is what it reads back, in sRGB. */
export function makePhotoshopDocuments({ run, at, card, faded }) {
  const both = (name, source, ...options) => {
    run('convert', source, ...options, at(name));
    run(
      'convert',
      `${at(name)}[0]`,
      '-colorspace',
      'sRGB',
      '-depth',
      '8',
      `PNG32:${at(`${name}.png`)}`,
    );
  };
  both('rgb-rle.psd', card, '-compress', 'rle');
  both('rgb-raw.psd', card, '-compress', 'none');
  both('rgb-16.psd', card, '-depth', '16', '-compress', 'none');
  // Photoshop blends the merged picture with white and keeps the alpha; readers take the white out again.
  const onWhite = ['(', '+clone', '-background', 'white', '-alpha', 'remove', ')', '+swap'];
  both('alpha.psd', faded, ...onWhite, '-compose', 'copy_opacity', '-composite');
  both('grey.psd', card, '-colorspace', 'gray', '-type', 'grayscale');
  both('bitmap.psd', card, '-monochrome', '-type', 'bilevel');
  both('cmyk.psd', card, '-colorspace', 'cmyk');
  both('lab.psd', card, '-colorspace', 'lab');
  both('large.psb', card, '-compress', 'rle');
}
