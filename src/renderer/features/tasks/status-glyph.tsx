import './status-glyph.css';
import { Ban, Check, CircleAlert, CircleDashed, SkipForward } from 'lucide-react';
import type { ReactNode } from 'react';
import type { TaskStatus } from '../../../shared/task/status.ts';
import { Spinner } from '../../ui/spinner.tsx';

const glyphs: Readonly<Record<TaskStatus, ReactNode>> = {
  queued: <CircleDashed size={13} />,
  running: <Spinner />,
  succeeded: <Check size={14} strokeWidth={2.5} />,
  failed: <CircleAlert size={14} />,
  cancelled: <Ban size={13} />,
  skipped: <SkipForward size={13} />,
};

/** The status by shape and colour; words stand beside it. */
export function StatusGlyph({ status }: { status: TaskStatus }) {
  return (
    <span className="status-glyph" data-status={status} aria-hidden>
      {glyphs[status]}
    </span>
  );
}
