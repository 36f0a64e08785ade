const short = 3;
const long = 4;
const headerLength = 14;

/** A TIFF 6.0 of 1992 around a whole JPEG: compression 6, which libtiff reads but no longer writes. */
export function withOldJpeg(jpeg, width, height) {
  const entries = [
    [256, long, 1, width],
    [257, long, 1, height],
    [258, short, 3, 8],
    [259, short, 1, 6],
    [262, short, 1, 6],
    [273, long, 1, headerLength],
    [277, short, 1, 3],
    [278, long, 1, height],
    [279, long, 1, jpeg.length],
    [513, long, 1, headerLength],
    [514, long, 1, jpeg.length],
  ];
  const header = Buffer.from('49492a0000000000080008000800', 'hex');
  header.writeUInt32LE(headerLength + jpeg.length, 4);
  const directory = Buffer.alloc(2 + entries.length * 12 + 4);
  directory.writeUInt16LE(entries.length, 0);
  entries.forEach(([tag, type, count, value], index) => {
    const at = 2 + index * 12;
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(type, at + 2);
    directory.writeUInt32LE(count, at + 4);
    directory.writeUInt32LE(value, at + 8);
  });
  return Buffer.concat([header, jpeg, directory]);
}
