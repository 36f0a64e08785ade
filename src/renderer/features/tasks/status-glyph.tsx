import './status-glyph.css';
import { Ban, Check, CircleAlert, CircleDashed, SkipForward, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { TaskStatus } from '../../../shared/task/status.ts';
import type { Task } from '../../../shared/task/task.ts';
import { Spinner } from '../../ui/skeleton.tsx';
import { caveatWords } from '../../words/task-words.ts';

const glyphs: Readonly<Record<TaskStatus, ReactNode>> = {
  queued: <CircleDashed size={13} />,
  running: <Spinner />,
  succeeded: <Check size={14} strokeWidth={2.5} />,
  failed: <CircleAlert size={14} />,
  cancelled: <Ban size={13} />,
  skipped: <SkipForward size={13} />,
};

/** The status by shape and colour; words stand beside it. A result that wants a look is no plain success. */
export function StatusGlyph({ task }: { task: Task }) {
  const hasCaveat = caveatWords(task) !== '';
  return (
    <span
      className="status-glyph"
      data-status={task.status}
      data-caveat={hasCaveat ? '' : undefined}
      aria-hidden
    >
      {hasCaveat ? <TriangleAlert size={13} /> : glyphs[task.status]}
    </span>
  );
}
