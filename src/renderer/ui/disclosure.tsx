import './disclosure.css';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

interface DisclosureProps {
  label: string;
  /** Shown beside the label, also while closed. */
  note?: string;
  children: ReactNode;
}

/** Rarely needed controls that stay folded away. */
export function Disclosure({ label, note, children }: DisclosureProps) {
  return (
    <details className="disclosure">
      <summary>
        <ChevronRight size={14} aria-hidden />
        {label}
        {note ? <span className="disclosure-note">{note}</span> : null}
      </summary>
      <div className="disclosure-body">{children}</div>
    </details>
  );
}
