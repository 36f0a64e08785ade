export interface Series {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

const [width, height, margin] = [640, 160, 40];

function panel({ name, points }: Series, at: number): string {
  const top = at * (height + margin) + margin;
  const mostX = Math.max(1, ...points.map(([x]) => x));
  const mostY = Math.max(0.001, ...points.map(([, y]) => y));
  const place = ([x, y]: readonly [number, number]) =>
    `${(margin + (x / mostX) * width).toFixed(1)},${(top + height - (y / mostY) * height).toFixed(1)}`;
  const middle = margin + width / 2;
  return [
    `<text x="${margin}" y="${top - 8}">${name}: up to ${Number(mostY.toPrecision(3))}</text>`,
    `<rect x="${margin}" y="${top}" width="${width}" height="${height}" fill="none" stroke="#999"/>`,
    `<polyline points="${points.map(place).join(' ')}" fill="none" stroke="#2b59c3" stroke-width="1.5"/>`,
    `<text x="${middle}" y="${top + height + 14}" text-anchor="middle">0 to ${mostX.toLocaleString('en')} tasks</text>`,
  ].join('\n');
}

/** One panel below another, each from 0 to its largest value. */
export function plotSvg(series: readonly Series[]): string {
  const whole = series.length * (height + margin) + margin;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width + 2 * margin} ${whole}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="#fff"/>
${series.map(panel).join('\n')}
</svg>
`;
}
