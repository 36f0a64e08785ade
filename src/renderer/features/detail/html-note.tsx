import { iconLinks, srcsetSnippet } from '../../../shared/task/srcset.ts';
import type { Task } from '../../../shared/task/task.ts';
import { Disclosure } from '../../ui/disclosure.tsx';

/** The lines of HTML that a web page needs for what was made: icons of a site, or sizes to choose among. */
export function HtmlNote({ task }: { task: Task }) {
  if (task.status !== 'succeeded' || task.outputs.length < 2) return null;
  const links = iconLinks(task.outputs);
  const snippet = links ?? srcsetSnippet(task.outputs);
  if (snippet === null) return null;
  return (
    <div className="detail-log">
      <Disclosure
        label={links === null ? 'HTML for a web page' : 'HTML for the head of your pages'}
      >
        <pre className="selectable detail-snippet">{snippet}</pre>
      </Disclosure>
    </div>
  );
}
