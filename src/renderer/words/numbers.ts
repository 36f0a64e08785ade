const locale = 'en';
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const tenth = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });

const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

export function countWords(count: number): string {
  return whole.format(count);
}

/** "1 file", "2 files". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${countWords(count)} ${count === 1 ? one : many}`;
}

/** Decimal units, as file managers show them: "5.2 MB". */
export function bytesWords(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const format = unit > 0 && value < 100 ? tenth : whole;
  return `${format.format(value)} ${units[unit]}`;
}

/** "213 × 320", with thin room around the sign. */
export function sizeWords(size: { readonly width: number; readonly height: number }): string {
  return `${size.width} × ${size.height}`;
}

export function rateWords(perSecond: number): string {
  return perSecond < 10 ? tenth.format(perSecond) : whole.format(perSecond);
}

/** "−98 %": how much smaller `after` is, or null when nothing was saved. */
export function savedWords(before: number, after: number): string | null {
  if (before <= 0 || after >= before) return null;
  const percent = (1 - after / before) * 100;
  return `−${percent > 99 && percent < 100 ? tenth.format(Math.min(percent, 99.9)) : whole.format(percent)} %`;
}
