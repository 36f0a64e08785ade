// Kinds of BMP that the tools at hand do not write.

/** The same picture with its rows stored from the top. */
export function topDown(bmp) {
  const offset = bmp.readUInt32LE(10);
  const width = bmp.readInt32LE(18);
  const height = bmp.readInt32LE(22);
  const stride = Math.ceil((width * 3) / 4) * 4;
  const rows = Array.from({ length: height }, (_, y) =>
    bmp.subarray(offset + y * stride, offset + (y + 1) * stride),
  );
  const header = Buffer.from(bmp.subarray(0, offset));
  header.writeInt32LE(-height, 22);
  return Buffer.concat([header, ...rows.toReversed()]);
}

function fileHeader(length, dataOffset) {
  const header = Buffer.alloc(14);
  header.write('BM');
  header.writeUInt32LE(length, 2);
  header.writeUInt32LE(dataOffset, 10);
  return header;
}

function infoHeader(size, { width, height, bits, compression, colours = 0 }) {
  const header = Buffer.alloc(size);
  header.writeUInt32LE(size, 0);
  header.writeInt32LE(width, 4);
  header.writeInt32LE(height, 8);
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(bits, 14);
  header.writeUInt32LE(compression, 16);
  header.writeUInt32LE(colours, 32);
  return header;
}

/** 32 bits with the channels in an unusual order, told by masks in a version 4 header. */
export function withMasks32(rgba, width, height) {
  const header = infoHeader(108, { width, height, bits: 32, compression: 3 });
  [0xff, 0xff000000, 0xff00, 0xff0000].forEach((mask, index) =>
    header.writeUInt32LE(mask, 40 + index * 4),
  );
  header.write('BGRs', 56);
  const rows = Buffer.alloc(width * height * 4);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const from = ((height - 1 - y) * width + x) * 4;
      const [red, green, blue, alpha] = rgba.subarray(from, from + 4);
      rows.set([red, blue, alpha, green], (y * width + x) * 4);
    }
  return Buffer.concat([fileHeader(14 + 108 + rows.length, 14 + 108), header, rows]);
}

/** Runs, a literal of odd length, and lines that end early. */
export function withRle4(width, height) {
  const header = infoHeader(40, { width, height, bits: 4, compression: 2, colours: 4 });
  const palette = Buffer.from('20304000c04020003080e000f0f0f000', 'hex');
  const literal = [0, 5, 0x12, 0x32, 0x10, 0];
  const endOfLine = [0, 0];
  const lines = Array.from({ length: height }, (_, y) => {
    const run = [y + 1, 0x12];
    const shortRun = y % 3 === 0 ? [4, 0x33] : [];
    return [run, literal, shortRun, endOfLine].flat();
  });
  const data = Buffer.from([...lines.flat(), 0, 1]);
  const dataOffset = 14 + 40 + palette.length;
  return Buffer.concat([fileHeader(dataOffset + data.length, dataOffset), header, palette, data]);
}
