import type { Batch } from '../../../shared/task/batch.ts';
import { thumbline } from '../../store/bridge.ts';
import { outputWords, recipeNotes } from '../../words/recipe-summary.ts';

/** What the task was to make. */
export function RecipeFacts({ batch: { recipe } }: { batch: Batch }) {
  const notes = recipeNotes(recipe, thumbline.can.destination);
  return (
    <section className="detail-section">
      <h3>Recipe “{recipe.name}”</h3>
      <dl className="detail-recipe selectable">
        {recipe.outputs.map((output) => (
          <div key={output.name}>
            <dt>{output.name}</dt>
            <dd>{outputWords(output)}</dd>
          </div>
        ))}
      </dl>
      {notes.length === 0 ? null : (
        <p className="detail-output-facts selectable">{notes.join(' · ')}</p>
      )}
    </section>
  );
}
