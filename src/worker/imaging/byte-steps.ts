import { formats, hasQuality } from '../../shared/formats/formats.ts';
import type { OutputRecipe } from '../../shared/task/recipe.ts';
import type { EncodedFormat, Encoding } from './encode.ts';
import type { OutputPlan } from './output-plan.ts';

/** Below these a picture is mud. Where it may have fewer pixels it is better off with those, so it stops earlier. */
const lowest = {
  sizeKept: { quality: 5, colours: 2 },
  mayShrink: { quality: 30, colours: 16 },
} as const;

/** Stands where the format has no quality that could be lowered. */
const highestQuality = 100;

/** As the recipe says it. */
export function askedEncoding(format: EncodedFormat, recipe: OutputRecipe): Encoding {
  return {
    format,
    quality: recipe.quality ?? formats[format].writes.quality ?? highestQuality,
    palette: recipe.palette,
  };
}

/** From what was asked for to the smallest file that is worth having. One step where nothing can be taken. */
export function byteSteps(format: EncodedFormat, recipe: OutputRecipe): readonly Encoding[] {
  const asked = askedEncoding(format, recipe);
  const least = recipe.mayShrink ? lowest.mayShrink : lowest.sizeKept;
  if (hasQuality(format, recipe)) {
    const { quality } = asked;
    const count = Math.max(0, quality - least.quality);
    return Array.from({ length: count + 1 }, (_, less) => ({ ...asked, quality: quality - less }));
  }
  const fewer = (formats[format].writes.palettes ?? []).filter(
    (colours) => colours >= least.colours && colours < (recipe.palette ?? Infinity),
  );
  return [asked, ...fewer.map((palette) => ({ ...asked, palette }))];
}

const stepFactor = 0.9;
/** Longest edge in pixels below which a picture shows nothing any more. */
const smallestEdge = 16;

/** The same output with ever fewer pixels, in its own shape, from nine tenths of its edges on. */
export function smallerPlans(plan: OutputPlan): readonly OutputPlan[] {
  const { scaled, size } = plan.layout;
  const plans: OutputPlan[] = [];
  const longEdge = Math.max(size.width, size.height);
  for (let factor = stepFactor; longEdge * factor >= smallestEdge; factor *= stepFactor) {
    const less = (pixels: number) => Math.max(1, Math.round(pixels * factor));
    const smaller = { width: less(size.width), height: less(size.height) };
    const layout = {
      scaled: { width: less(scaled.width), height: less(scaled.height) },
      size: smaller,
    };
    plans.push({ ...plan, layout, planned: { ...plan.planned, ...smaller } });
  }
  return plans;
}
