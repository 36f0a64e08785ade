import './field.css';
import { type ReactNode, useId } from 'react';

interface FieldProps {
  label: string;
  hint?: ReactNode;
  error?: string | null;
  children: (ids: { labelId: string; noteId: string }) => ReactNode;
}

/** A label above a control, and below it a hint or what is wrong. The control names itself by `labelId`. */
export function Field({ label, hint, error, children }: FieldProps) {
  const labelId = useId();
  const noteId = useId();
  return (
    <div className="field">
      <span id={labelId} className="field-label">
        {label}
      </span>
      {children({ labelId, noteId })}
      {error ? (
        <span id={noteId} className="field-error" role="alert">
          {error}
        </span>
      ) : hint ? (
        <span id={noteId} className="field-hint">
          {hint}
        </span>
      ) : null}
    </div>
  );
}
