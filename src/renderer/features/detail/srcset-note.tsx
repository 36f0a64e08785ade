import { srcsetSnippet } from '../../../shared/task/srcset.ts';
import type { Task } from '../../../shared/task/task.ts';
import { Disclosure } from '../../ui/disclosure.tsx';

/** The lines of HTML that let a browser choose among the outputs. */
export function SrcsetNote({ task }: { task: Task }) {
  if (task.status !== 'succeeded' || task.outputs.length < 2) return null;
  const snippet = srcsetSnippet(task.outputs);
  if (snippet === null) return null;
  return (
    <div className="detail-log">
      <Disclosure label="HTML for a web page">
        <pre className="selectable detail-snippet">{snippet}</pre>
      </Disclosure>
    </div>
  );
}
