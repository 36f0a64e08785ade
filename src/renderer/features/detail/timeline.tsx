import type { TaskDetail } from '../../../shared/task/history.ts';
import { dayWords, durationWords, preciseClockWords } from '../../words/times.ts';
import { timelineSteps } from './timeline-steps.ts';

export function Timeline({ detail }: { detail: TaskDetail }) {
  const { task } = detail;
  const duration = 'durationMs' in task ? task.durationMs : null;
  return (
    <section className="detail-section">
      <h3>
        {dayWords(task.queuedAt)}
        {duration === null ? '' : `, took ${durationWords(duration)}`}
      </h3>
      <ol className="detail-timeline">
        {timelineSteps(detail).map((step) => (
          <li key={`${step.at} ${step.words}`} data-look={step.look}>
            <div>
              {step.words}
              {step.note === undefined ? null : <p className="selectable">{step.note}</p>}
            </div>
            <time dateTime={new Date(step.at).toISOString()}>{preciseClockWords(step.at)}</time>
          </li>
        ))}
      </ol>
    </section>
  );
}
