// ICC profiles from published numbers: primaries adapted to D50, white point D50, one curve for all channels.

const d50 = [0.9642, 1, 0.82491];
const primaries = {
  srgb: [
    [0.43607, 0.22249, 0.01392],
    [0.38515, 0.71687, 0.09708],
    [0.14307, 0.06061, 0.7141],
  ],
  p3: [
    [0.51512, 0.2412, -0.00105],
    [0.29198, 0.69225, 0.04189],
    [0.1571, 0.06657, 0.78407],
  ],
  adobe: [
    [0.60974, 0.31111, 0.01947],
    [0.20528, 0.62567, 0.06087],
    [0.14919, 0.06322, 0.74457],
  ],
  prophoto: [
    [0.79767, 0.28804, 0],
    [0.13519, 0.71188, 0],
    [0.03134, 0.00009, 0.82491],
  ],
};

const fixed = (value) => Math.round(value * 65_536);
const padded = (bytes) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);

function xyz(values) {
  const tag = Buffer.alloc(20);
  tag.write('XYZ ');
  values.forEach((value, at) => tag.writeInt32BE(fixed(value), 8 + at * 4));
  return tag;
}

/** The curve in 1,024 points. */
function curve(toLinear) {
  const count = 1024;
  const tag = Buffer.alloc(12 + count * 2);
  tag.write('curv');
  tag.writeUInt32BE(count, 8);
  for (let at = 0; at < count; at += 1)
    tag.writeUInt16BE(Math.round(toLinear(at / (count - 1)) * 65_535), 12 + at * 2);
  return tag;
}

const srgbCurve = curve((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
const gamma = (exponent) => curve((v) => v ** exponent);
const curves = { srgb: srgbCurve, p3: srgbCurve, adobe: gamma(563 / 256), prophoto: gamma(1.8) };

function description(said) {
  const tag = Buffer.alloc(104 + said.length);
  tag.write('desc');
  tag.writeUInt32BE(said.length + 1, 8);
  tag.write(said, 12);
  return padded(tag);
}

function copyright(said) {
  const tag = Buffer.alloc(9 + said.length);
  tag.write('text');
  tag.write(said, 8);
  return padded(tag);
}

function profile(space, tags) {
  const all = [['desc', description(space)], ['cprt', copyright('No rights reserved')], ...tags];
  const table = Buffer.alloc(4 + all.length * 12);
  table.writeUInt32BE(all.length, 0);
  let start = 128 + table.length;
  all.forEach(([name, tag], at) => {
    table.write(name, 4 + at * 12);
    table.writeUInt32BE(start, 8 + at * 12);
    table.writeUInt32BE(tag.length, 12 + at * 12);
    start += tag.length;
  });
  const header = Buffer.alloc(128);
  header.writeUInt32BE(start, 0);
  header.writeUInt32BE(0x02_40_00_00, 8);
  header.write(`mntr${space}XYZ `, 12);
  header.write('acsp', 36);
  d50.forEach((value, at) => header.writeInt32BE(fixed(value), 68 + at * 4));
  return Buffer.concat([header, table, ...all.map(([, tag]) => tag)]);
}

/** One of `srgb`, `p3`, `adobe`, `prophoto`. */
export function rgbProfile(name) {
  const [red, green, blue] = primaries[name];
  const curveTags = ['rTRC', 'gTRC', 'bTRC'].map((tag) => [tag, curves[name]]);
  const columns = [
    ['rXYZ', xyz(red)],
    ['gXYZ', xyz(green)],
    ['bXYZ', xyz(blue)],
  ];
  return profile('RGB ', [['wtpt', xyz(d50)], ...columns, ...curveTags]);
}

/** Grey with a gamma of 1.8, as old Macintoshes had: darker when it is taken for sRGB. */
export function greyProfile() {
  return profile('GRAY', [
    ['wtpt', xyz(d50)],
    ['kTRC', gamma(1.8)],
  ]);
}
