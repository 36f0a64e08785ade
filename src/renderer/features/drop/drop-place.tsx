import type { ReactNode } from 'react';
import { queueWords } from '../../../shared/words/areas/queue.ts';

/** Where pictures are dropped and then stand. */
export function DropPlace({ children }: { children?: ReactNode }) {
  return (
    <section aria-label={queueWords('dropImages')} className="task-place">
      {children}
    </section>
  );
}
