import { language, type Unit, units } from './language.ts';
import { isolated } from './fill-message.ts';

export function countWords(count: number): string {
  return language().number(count, 0);
}

/** "1 file", "2 files". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${countWords(count)} ${count === 1 ? one : many}`;
}

interface Scaled {
  readonly value: number;
  readonly unit: Unit;
  readonly digits: number;
}

function scaled(bytes: number): Scaled {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit > 0 && value < 100 ? 1 : 0;
  return { value, unit: units[unit] ?? 'B', digits };
}

/** Decimal units, as file managers show them: "5.2 MB". */
export function bytesWords(bytes: number): string {
  const { value, unit, digits } = scaled(bytes);
  return isolated(language().size(value, unit, digits), language());
}

/** "0.5–0.8 MB", or one figure where both ends read the same. */
export function bytesRangeWords(least: number, most: number): string {
  const [low, high] = [bytesWords(least), bytesWords(most)];
  if (low === high) return high;
  const { value, unit, digits } = scaled(least);
  return `${scaled(most).unit === unit ? language().number(value, digits) : low}–${high}`;
}

/** The bytes that `50KB`, `1.5 MB` or `800` stand for, in the units above; null when it is no size. */
export function bytesOf(text: string): number | null {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)\s*([kmgt]?)b?$/i.exec(text.trim()) ?? [];
  if (number === undefined) return null;
  const steps = units.findIndex((name) => name[0] === (unit.toUpperCase() || 'B'));
  return Math.round(Number(number) * 1000 ** steps);
}
