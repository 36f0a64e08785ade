import { formats } from '../../shared/formats/formats.ts';
import { pixelInDisplayP3 } from './display-p3.ts';
import type { OutputPlan } from './output-plan.ts';

/** Red, green and blue are 0–255, alpha is 0–1. */
export interface Colour {
  readonly r: number;
  readonly g: number;
  readonly b: number;
  readonly alpha: number;
}

const white: Colour = { r: 255, g: 255, b: 255, alpha: 1 };
const transparent: Colour = { ...white, alpha: 0 };

/** From `#rrggbb` or `#rrggbbaa`. */
function parseColour(hexadecimal: string): Colour {
  const [r = 0, g = 0, b = 0, a = 255] = (hexadecimal.match(/[\da-f]{2}/gi) ?? []).map((pair) =>
    Number.parseInt(pair, 16),
  );
  return { r, g, b, alpha: a / 255 };
}

/** A colour as it looks on white paper. */
function onWhite({ r, g, b, alpha }: Colour): Colour {
  const blend = (channel: number) => Math.round(channel * alpha + 255 * (1 - alpha));
  return { r: blend(r), g: blend(g), b: blend(b), alpha: 1 };
}

/** What lies behind the picture and around it, in the colours of the output. Opaque when the format cannot hold alpha. */
export function backgroundOf(plan: OutputPlan): Colour {
  const colour = inSrgb(plan);
  return plan.colours === 'srgb' ? colour : { ...colour, ...pixelInDisplayP3(colour) };
}

function inSrgb({ recipe, planned }: OutputPlan): Colour {
  const holdsAlpha = formats[planned.format].writes.alpha;
  if (recipe.background === null) return holdsAlpha ? transparent : white;
  const colour = parseColour(recipe.background);
  return holdsAlpha ? colour : onWhite(colour);
}
