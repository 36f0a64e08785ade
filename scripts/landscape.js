// Draws a landscape as SVG: a sky, a sun or moon, ranges of hills that fade into the distance. The same seed, the same picture.

/** Numbers from 0 to 1 that depend only on the seed (mulberry32). */
export function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const channels = (colour) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

function mix(from, to, fraction) {
  const [a, b] = [channels(from), channels(to)];
  const mixed = a.map((value, index) =>
    Math.round(value + ((b[index] ?? value) - value) * fraction),
  );
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** Heights along a ridge, from -1 to 1: broad waves with ever finer ones on top. */
function ridge(random, steepness) {
  const waves = Array.from({ length: 7 }, (_, index) => ({
    frequency: 1.3 * 1.9 ** index * (0.8 + random() * 0.4),
    height: steepness ** index,
    phase: random() * Math.PI * 2,
  }));
  const total = waves.reduce((sum, wave) => sum + wave.height, 0);
  return (x) =>
    waves.reduce(
      (sum, { frequency, height, phase }) => sum + height * Math.sin(frequency * x * 4 + phase),
      0,
    ) / total;
}

function hills(random, { width, height, near, far, layers, horizon, steepness }) {
  const shapes = Array.from({ length: layers }, (_, index) => {
    const depth = index / (layers - 1);
    const line = ridge(random, steepness - depth * 0.08);
    const base = height * (horizon + (1 - horizon) * 0.86 * depth ** 1.15);
    const swing = height * (0.07 + 0.05 * depth);
    const points = Array.from({ length: 241 }, (_, step) => {
      const x = (step / 240) * width;
      return `${x.toFixed(1)},${(base - swing * line((x / height) * (1 - depth * 0.45))).toFixed(1)}`;
    });
    const colour = mix(far, near, depth);
    const mist = mix(colour, far, 0.55 * (1 - depth) + 0.12);
    return `<linearGradient id="h${index}" x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" stop-color="${colour}"/><stop offset="1" stop-color="${mist}"/></linearGradient>
      <polygon fill="url(#h${index})" points="0,${height} ${points.join(' ')} ${width},${height}"/>`;
  });
  return shapes.join('\n');
}

function stars(random, { width, height, horizon, starCount = 0 }) {
  const dots = Array.from({ length: starCount }, () => {
    const size = 0.6 + random() ** 3 * 2.2;
    const y = random() * height * horizon;
    return `<circle cx="${(random() * width).toFixed(1)}" cy="${y.toFixed(1)}" r="${size.toFixed(2)}" fill="#fff" opacity="${(0.35 + random() * 0.6).toFixed(2)}"/>`;
  });
  return dots.join('');
}

/**
 * `sky`: colours from top to horizon. `sun`: colour, place (fractions of width and height) and radius (fraction of height).
 * `far`, `near`: colours of the most distant and the nearest hills. `horizon`: fraction of the height. `clip`: SVG shape to cut to.
 */
export function landscape(scene) {
  const { width, height, sky, sun, seed, clip = null } = scene;
  const random = randomFrom(seed);
  const [x, y, radius] = [sun.x * width, sun.y * height, sun.radius * height];
  const stops = sky.map(
    (colour, index) => `<stop offset="${index / (sky.length - 1)}" stop-color="${colour}"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs>
      <linearGradient id="sky" x1="0" y1="0" x2="0" y2="${scene.horizon + 0.12}">${stops.join('')}</linearGradient>
      <radialGradient id="glow"><stop offset="0" stop-color="${sun.colour}" stop-opacity="0.85"/>
        <stop offset="0.35" stop-color="${sun.colour}" stop-opacity="0.3"/>
        <stop offset="1" stop-color="${sun.colour}" stop-opacity="0"/></radialGradient>
      <clipPath id="cut">${clip ?? `<rect width="${width}" height="${height}"/>`}</clipPath>
    </defs>
    <g clip-path="url(#cut)">
      <rect width="${width}" height="${height}" fill="url(#sky)"/>
      ${stars(random, scene)}
      <circle cx="${x}" cy="${y}" r="${radius * 5}" fill="url(#glow)"/>
      <circle cx="${x}" cy="${y}" r="${radius}" fill="${mix(sun.colour, '#ffffff', 0.35)}"/>
      ${hills(random, scene)}
    </g>
  </svg>`;
}
