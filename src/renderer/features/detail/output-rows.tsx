import {
  Copy,
  Download,
  FolderOpen,
  Link,
  MoreHorizontal,
  SquareArrowOutUpRight,
} from 'lucide-react';
import { displayName } from '../../../shared/paths/display-path.ts';
import { largerOutputs, outputsOf } from '../../../shared/task/outputs-of.ts';
import type { ResultsOf } from '../../../shared/task/results-out.ts';
import type { Output, Task } from '../../../shared/task/task.ts';
import { thumbline } from '../../store/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { FileName } from '../../ui/file-name.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { bytesWords } from '../../../shared/words/numbers.ts';
import { detailWords } from '../../../shared/words/areas/detail.ts';
import { tasksWords } from '../../../shared/words/areas/tasks.ts';
import { sizeWords } from '../../words/numbers.ts';
import { formatWords } from '../../words/recipe-words.ts';
import { copyAsEntries } from '../tasks/copy-results.tsx';
import { dragOfOutput } from '../tasks/drag-results.ts';
import { copyPath, copyPicture, openOutput, revealOutput } from '../tasks/task-actions.ts';

function factsOf(output: Output, isLarger: boolean): string {
  const facts = [sizeWords(output), formatWords(output.format), bytesWords(output.sizeBytes)];
  const quality = output.quality
    ? [detailWords('qualityQuality', { quality: output.quality })]
    : [];
  const colours = output.colours ? [detailWords('colours', { colours: output.colours })] : [];
  const larger = isLarger ? [detailWords('largerThanOriginal')] : [];
  return [...facts, ...quality, ...colours, ...larger].join(' · ');
}

function CopyAsMenu({ of }: { of: () => ResultsOf }) {
  const entries = copyAsEntries(of);
  if (entries.length === 0) return null;
  return (
    <Menu
      align="end"
      trigger={
        <Button look="quiet" shape="icon" aria-label={tasksWords('copyAs')}>
          <MoreHorizontal size={15} />
        </Button>
      }
      entries={entries}
    />
  );
}

/** The files that were written, and what can be done with each. */
export function OutputRows({ task }: { task: Task }) {
  const { opensFiles } = thumbline.can;
  const outputs = outputsOf(task);
  const larger = largerOutputs(task);
  if (outputs.length === 0) return null;
  return (
    <section className="detail-section">
      <h3>
        {outputs.length === 1
          ? detailWords('output')
          : detailWords('lengthOutputs', { length: outputs.length })}
      </h3>
      <ul>
        {[...outputs.entries()].map(([index, output]) => (
          <li key={output.path} className="detail-output" {...dragOfOutput(task.id, index)}>
            <div>
              <FileName name={displayName(output.path)} />
              <div className="detail-output-facts">{factsOf(output, larger.includes(output))}</div>
            </div>
            <div className="detail-buttons">
              <IconButton
                label={opensFiles ? detailWords('open') : detailWords('save')}
                icon={opensFiles ? <SquareArrowOutUpRight size={15} /> : <Download size={15} />}
                onClick={() => void openOutput(task.id, index)}
              />
              {opensFiles ? (
                <IconButton
                  label={detailWords('showFolder')}
                  icon={<FolderOpen size={15} />}
                  onClick={() => void revealOutput(task.id, index)}
                />
              ) : null}
              <IconButton
                label={detailWords('copyPicture')}
                icon={<Copy size={15} />}
                onClick={() => void copyPicture(task.id, index)}
              />
              <IconButton
                label={opensFiles ? detailWords('copyPath') : detailWords('copyAddress')}
                icon={<Link size={15} />}
                onClick={() => void copyPath(task.id, index)}
              />
              <CopyAsMenu of={() => ({ taskIds: [task.id], output: index })} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
