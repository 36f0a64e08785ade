import { z } from 'zod';
import { mustBe } from '../words/misfit-words.ts';

const pattern = /^(\d{1,5}(?:\.\d{1,3})?)(px|%)$/;

/** How far corners are rounded: in pixels, or in percent of the shorter edge; half of that edge is the most. */
export const Rounded = z.string().regex(pattern).meta(mustBe('radius'));

export const radiusUnits = ['px', '%'] as const;
export type RadiusUnit = (typeof radiusUnits)[number];

export interface Radius {
  readonly amount: number;
  readonly unit: RadiusUnit;
}

export function radiusOf(rounded: string): Radius {
  const [, amount = '0', unit] = pattern.exec(rounded) ?? [];
  return { amount: Number(amount), unit: unit === '%' ? '%' : 'px' };
}

/** In pixels, for a result of this size. */
export function radiusPx(rounded: string, size: { width: number; height: number }): number {
  const { amount, unit } = radiusOf(rounded);
  const shorter = Math.min(size.width, size.height);
  return Math.min(unit === '%' ? (shorter * amount) / 100 : amount, shorter / 2);
}
