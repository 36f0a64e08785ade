import type { Attempt } from '../../../shared/task/task.ts';

/** The decoder's own words, for those who want them. */
export function AttemptLog({ attempts }: { attempts: readonly Attempt[] }) {
  const told = attempts.filter((attempt) => attempt.log !== null && attempt.log !== '');
  if (told.length === 0) return null;
  return (
    <details className="detail-log">
      <summary>Technical details</summary>
      {told.map((attempt) => (
        <pre key={attempt.attempt} className="selectable">
          {attempt.log}
        </pre>
      ))}
    </details>
  );
}
