import type { OutputRecipe } from '../../../../shared/task/recipe.ts';
import { Landscape, type Light } from '../../../ui/landscape.tsx';
import { fitShape } from '../fit-shape.ts';
import { shapeOf } from '../output-edits.ts';

const source = { width: 1920, height: 1280 };
const mostDrawn = 4;
/** CSS pixels of the longest edge in a drawing, and of the shortest that can be seen. */
const longest = 60;
const shortest = 12;

/** The edge in a drawing: roots keep the small ones in sight beside the large. */
function drawnEdge(edge: number, largest: number): number {
  return Math.max(shortest, longest * Math.sqrt(edge / largest));
}

/** Different shapes and sizes only, the largest first. */
function seen(outputs: readonly OutputRecipe[]) {
  const drawn = outputs.map((output) => ({ output, ...fitShape(output, source) }));
  const byShape = new Map(
    drawn.map((one) => [`${one.kept.width} ${one.kept.height} ${one.output.fit}`, one]),
  );
  const edgeOf = ({ box }: (typeof drawn)[number]) => Math.max(box.width, box.height);
  const largest = Math.max(...drawn.map(edgeOf));
  return [...byShape.values()]
    .toSorted((a, b) => edgeOf(b) - edgeOf(a))
    .slice(0, mostDrawn)
    .map((one) => ({ ...one, edge: drawnEdge(edgeOf(one), largest) }));
}

/** The shapes that a recipe makes of a drawn picture. */
export function PresetDrawing({
  outputs,
  light,
}: {
  outputs: readonly OutputRecipe[];
  light: Light;
}) {
  return (
    <span className="preset-drawing" aria-hidden>
      {seen(outputs).map(({ output, box, picture, kept, edge }) => {
        const isPadded = shapeOf(output).fit === 'contain';
        const shown = isPadded ? box : kept;
        const scale = edge / Math.max(shown.width, shown.height);
        return (
          <svg
            key={output.name}
            width={shown.width * scale}
            height={shown.height * scale}
            viewBox={`${shown.x} ${shown.y} ${shown.width} ${shown.height}`}
          >
            {isPadded ? <rect {...box} fill={output.background ?? '#8884'} /> : null}
            <svg {...picture} viewBox="0 0 120 80" preserveAspectRatio="none">
              <Landscape light={light} />
            </svg>
          </svg>
        );
      })}
    </span>
  );
}
