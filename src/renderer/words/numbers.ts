import { once } from '../../shared/once.ts';
import { language } from '../../shared/words/language.ts';
import { isolated } from '../../shared/words/fill-message.ts';

const locale = 'en';
const whole = once(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }));
const tenth = once(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }));

/** "213 × 320", the width first in every language. */
export function sizeWords(size: { readonly width: number; readonly height: number }): string {
  return isolated(`${size.width} × ${size.height}`, language());
}

export function rateWords(perSecond: number): string {
  return perSecond < 10 ? tenth().format(perSecond) : whole().format(perSecond);
}

/** "+91 %": how much larger `after` is, or null when it is not. */
export function grownWords(before: number, after: number): string | null {
  if (before <= 0 || after <= before) return null;
  return isolated(`+${whole().format(Math.max(1, (after / before - 1) * 100))} %`, language());
}

/** "−98 %": how much smaller `after` is, or null when nothing was saved. */
export function savedWords(before: number, after: number): string | null {
  if (before <= 0 || after >= before) return null;
  const percent = (1 - after / before) * 100;
  const shown =
    percent > 99 && percent < 100
      ? tenth().format(Math.min(percent, 99.9))
      : whole().format(percent);
  return isolated(`−${shown} %`, language());
}
