import './output-list.css';
import { Plus } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { editRecipe, openOutput, useDraft } from './draft-store.ts';
import { canAdd, withOneMore } from './list-edits.ts';
import { OutputItem } from './output-item.tsx';

export function OutputList() {
  const outputs = useDraft(({ recipe }) => recipe.outputs);
  const problem = useDraft(({ problems }) => problems['outputs']);
  const add = () => {
    editRecipe({ outputs: withOneMore(outputs) });
    openOutput(outputs.length);
  };
  return (
    <section className="output-list" aria-label="Outputs">
      <div className="output-list-head">
        <span className="field-label">
          {outputs.length === 1 ? 'Output' : 'Outputs, one decode'}
        </span>
        <Button look="quiet" shape="small" disabled={!canAdd(outputs)} onClick={add}>
          <Plus size={13} aria-hidden /> Add output
        </Button>
      </div>
      {[...outputs.entries()].map(([index, output]) => (
        <OutputItem key={index} output={output} index={index} isOnly={outputs.length === 1} />
      ))}
      {problem ? <span className="field-error">{problem}</span> : null}
    </section>
  );
}
