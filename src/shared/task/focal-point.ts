import { z } from 'zod';

const Fraction = z.number().min(0).max(1);

/** What must stay in the picture when it is cropped: fractions of the upright picture, from the top left. */
export const FocalPoint = z.lazy(() => z.object({ x: Fraction, y: Fraction }).readonly());
export type FocalPoint = z.infer<typeof FocalPoint>;
