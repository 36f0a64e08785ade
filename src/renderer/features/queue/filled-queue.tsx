import { DropPlace } from '../drop/drop-place.tsx';
import { QueueHeader } from './queue-header.tsx';
import { TaskArea } from './task-area.tsx';

/** The queue with something on it. */
export function FilledQueue() {
  return (
    <>
      <QueueHeader />
      <DropPlace>
        <TaskArea />
      </DropPlace>
    </>
  );
}
