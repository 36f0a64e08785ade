import './status-glyph.css';
import { Ban, Check, CircleAlert, SkipForward, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { TaskStatus } from '../../../shared/task/status.ts';
import type { Task } from '../../../shared/task/task.ts';
import { PathIcon } from '../../ui/path-icon.tsx';
import { Spinner } from '../../ui/skeleton.tsx';
import { caveatWords } from '../../words/task-words.ts';

/** Lucide's CircleDashed, whose eight elements are one here. */
const dashedCircle =
  'M10.1 2.182a10 10 0 0 1 3.8 0M13.9 21.818a10 10 0 0 1-3.8 0M17.609 3.721a10 10 0 0 1 2.69 2.7' +
  'M2.182 13.9a10 10 0 0 1 0-3.8M20.279 17.609a10 10 0 0 1-2.7 2.69M21.818 10.1a10 10 0 0 1 0 3.8' +
  'M3.721 6.391a10 10 0 0 1 2.7-2.69M6.391 20.279a10 10 0 0 1-2.69-2.7';

const glyphs: Readonly<Record<TaskStatus, ReactNode>> = {
  queued: <PathIcon d={dashedCircle} size={13} />,
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
