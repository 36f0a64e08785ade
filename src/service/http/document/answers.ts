import { z } from 'zod';
import {
  AboutBody,
  AcceptedBatchBody,
  AcceptedBody,
  ChosenBody,
  SubmissionBody,
} from '../../../shared/service/submission.ts';
import { MonitorReport } from '../../../shared/ipc/monitor.ts';
import { taskBody, TaskBody as Task } from '../../public-view/task-body.ts';
import { acceptedBody, submissionBody } from '../../public-view/submission-words.ts';
import { problemBody } from '../problems.ts';
import { madeTask, queuedTask, sampleWorker } from './samples.ts';

/** Bodies of answers with their names and examples in the document. */
export const About = AboutBody.meta({
  id: 'About',
  examples: [
    { service: 'thumbline', version: '0.1.0', workers: 4, mayConvert: true, knows: ['turn'] },
  ],
});
export const Accepted = AcceptedBody.meta({
  id: 'Accepted',
  examples: [acceptedBody(queuedTask.id, queuedTask)],
});
export const AcceptedBatch = AcceptedBatchBody.meta({
  id: 'AcceptedBatch',
  examples: [
    {
      batchId: queuedTask.batchId,
      tasks: [{ ...acceptedBody(queuedTask.id, queuedTask), path: 'holiday/dunes.jpg' }],
      refused: [{ path: 'holiday/notes.txt', ...problemBody('not-an-image') }],
    },
  ],
});
export const Submission = SubmissionBody.meta({
  id: 'Submission',
  examples: [submissionBody(madeTask)],
});
export const TaskBody = Task.meta({ id: 'Task', examples: [taskBody(madeTask)] });
export const RetriedTask = Task.meta({ examples: [taskBody(queuedTask)] });
export const Chosen = ChosenBody.meta({
  id: 'Chosen',
  examples: [{ url: '/results/0199d5a27c1e7a309d4f3b5c6d7e8f90', count: 12 }],
});
const times = { p50: 38, p95: 120, p99: 410, count: 1000 };
export const Monitor = MonitorReport.meta({
  id: 'Monitor',
  examples: [
    {
      workers: [{ processId: 4711, sourcePath: null, busySince: null, attemptCount: 312 }],
      farm: [sampleWorker],
      waitingCount: 0,
      runningCount: 1,
      steps: [{ finishedCount: 12, waitingCount: 3, runTimeMs: times, waitTimeMs: null }],
      runTimeMs: times,
      waitTimeMs: times,
      failures: [{ failure: { code: 'image-truncated', subject: null }, count: 2 }],
    },
  ],
});

/** Text of a type of its own. */
export const textOf = (description: string, type: string, example: string) => ({
  description,
  content: { [type]: { schema: z.string().meta({ examples: [example] }) } },
});
