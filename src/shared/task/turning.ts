import { z } from 'zod';
import type { FocalPoint } from './focal-point.ts';

/** Degrees clockwise. */
export const turns = [0, 90, 180, 270] as const;
export const Turn = z.literal(turns);
export type Turn = z.infer<typeof Turn>;

/** How an upright picture is turned and then, with `flip`, mirrored left to right. */
export const Turning = z.lazy(() => z.object({ turn: Turn, flip: z.boolean() }).readonly());
export type Turning = z.infer<typeof Turning>;

export const asItStands: Turning = { turn: 0, flip: false };

/** What the window offers by hand. */
export const handTurnings = {
  left: { turn: 270, flip: false },
  right: { turn: 90, flip: false },
  flip: { turn: 0, flip: true },
} as const satisfies Readonly<Record<HandTurning, Turning>>;
export const HandTurning = z.enum(['left', 'right', 'flip']);
export type HandTurning = z.infer<typeof HandTurning>;

export const isTurned = ({ turn, flip }: Turning): boolean => turn !== 0 || flip;

export const isSideways = ({ turn }: Turning): boolean => turn === 90 || turn === 270;

const turnOf = (degrees: number): Turn => turns[(((degrees % 360) + 360) % 360) / 90] ?? 0;

/** What one after the other comes to. A mirrored picture turns the other way. */
export function turnedAfter(first: Turning, next: Turning): Turning {
  return {
    turn: turnOf(first.turn + (first.flip ? -next.turn : next.turn)),
    flip: first.flip !== next.flip,
  };
}

/** What takes it back. */
export function turnedBack({ turn, flip }: Turning): Turning {
  return { turn: flip ? turn : turnOf(-turn), flip };
}

/** Where a point of the picture lies once that is turned; both are fractions. */
export function pointTurned({ x, y }: FocalPoint, { turn, flip }: Turning): FocalPoint {
  const turned = {
    0: { x, y },
    90: { x: 1 - y, y: x },
    180: { x: 1 - x, y: 1 - y },
    270: { x: y, y: 1 - x },
  }[turn];
  return flip ? { ...turned, x: 1 - turned.x } : turned;
}

/** How a picture must be turned by hand, so that what its recipe makes of it turns `by` that much on the screen. */
export function turnedAsShown(
  byHand: Turning,
  { recipe, by }: { readonly recipe: Turning; readonly by: Turning },
): Turning {
  const { turn, flip } = recipe;
  const always = { turn, flip };
  return turnedAfter(turnedAfter(turnedAfter(byHand, always), by), turnedBack(always));
}
