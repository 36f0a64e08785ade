import type { TaskDetail } from '../../../shared/task/history.ts';
import { dayWords, durationWords, preciseClockWords } from '../../words/times.ts';
import { timelineSteps } from './timeline-steps.ts';

export function Timeline({ detail }: { detail: TaskDetail }) {
  const { task, batch } = detail;
  const duration = 'durationMs' in task ? task.durationMs : null;
  return (
    <section className="detail-section">
      <h3>
        {dayWords(task.queuedAt)}, with “{batch.recipe.name}”
        {duration === null ? '' : `, took ${durationWords(duration)}`}
      </h3>
      <ol className="detail-timeline">
        {timelineSteps(detail).map((step) => (
          <li key={`${step.at} ${step.words}`} data-look={step.look}>
            <span>{step.words}</span>
            <time dateTime={new Date(step.at).toISOString()}>{preciseClockWords(step.at)}</time>
          </li>
        ))}
      </ol>
    </section>
  );
}
