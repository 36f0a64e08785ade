import './progress-card.css';
import { Progress } from '@base-ui/react/progress';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { uiWords } from '../../shared/words/areas/ui.ts';

interface ProgressCardProps {
  /** What screen readers call it. */
  label: string;
  /** What is being done, in a few words. */
  children: ReactNode;
  /** How far it is, in words. */
  state: string;
  /** From 0 to 1. */
  fraction: number;
  onCancel: () => void;
}

/** Work that takes a while and can be given up. Stands in the foot. */
export function ProgressCard({ label, children, state, fraction, onCancel }: ProgressCardProps) {
  return (
    <section className="progress-card" aria-label={label}>
      <div className="progress-card-words">
        <span className="progress-card-name">{children}</span>
        <span>{state}</span>
      </div>
      <Button look="quiet" shape="small" onClick={onCancel}>
        {uiWords('cancel')}
      </Button>
      <Progress.Root
        className="progress-card-bar"
        aria-label={label}
        max={100}
        value={Math.floor(fraction * 100)}
      >
        <span style={{ width: `${fraction * 100}%` }} />
      </Progress.Root>
    </section>
  );
}
