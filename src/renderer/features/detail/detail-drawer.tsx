import './detail.css';
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { displayName } from '../../../shared/paths/display-path.ts';
import type { TaskDetail } from '../../../shared/task/history.ts';
import type { TaskId } from '../../../shared/task/task.ts';
import { detailWords } from '../../../shared/words/areas/detail.ts';
import { readingKey } from '../../store/reading-key.ts';
import { thumbline } from '../../store/bridge.ts';
import { useTask } from '../../store/queue-store.ts';
import { selectOnly } from '../../store/selection.ts';
import { useView } from '../../store/view-store.ts';
import { FileName } from '../../ui/file-name.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { DetailBody } from './detail-body.tsx';
import { DetailFoot } from './detail-foot.tsx';

/** All about one task, asked for again whenever the task changes. The task itself is never older than the list's. */
function useTaskDetail(id: TaskId): TaskDetail | null {
  const live = useTask(id);
  const [detail, setDetail] = useState<TaskDetail | null>(null);
  const knownNumber = live?.number ?? -1;
  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      const result = await thumbline.readTaskDetail(id);
      const isNews = isCurrent && result.ok && result.value.task.number >= knownNumber;
      if (isNews) setDetail(result.value);
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [id, knownNumber]);
  if (detail?.task.id !== id) return null;
  return live && live.number > detail.task.number ? { ...detail, task: live } : detail;
}

interface Moves {
  readonly onPrevious: () => void;
  readonly onNext: () => void;
}

const moveOf: Readonly<Record<string, keyof Moves>> = {
  ArrowUp: 'onPrevious',
  ArrowLeft: 'onPrevious',
  ArrowDown: 'onNext',
  ArrowRight: 'onNext',
};

/** Arrow keys go through the tasks, Escape closes; a slider inside keeps its arrows. */
function useDetailKeys(ref: RefObject<HTMLElement | null>, moves: Moves): void {
  useEffect(() => {
    const element = ref.current;
    const onKeyDown = (event: KeyboardEvent) => {
      const move = moveOf[readingKey(event.key)];
      if (event.key === 'Escape') useView.getState().openDetail(null);
      else if (move && !(event.target instanceof HTMLInputElement)) moves[move]();
      else return;
      event.preventDefault();
    };
    element?.addEventListener('keydown', onKeyDown);
    return () => element?.removeEventListener('keydown', onKeyDown);
  });
}

interface DetailDrawerProps {
  id: TaskId;
  /** What "previous" and "next" go through. */
  ids: readonly TaskId[];
}

function show(id: TaskId | undefined): void {
  if (id === undefined) return;
  useView.getState().setSelection(selectOnly(id));
  useView.getState().openDetail(id);
}

/** Takes the keyboard when it opens and gives it back to the task when it closes. */
function useBorrowedFocus(id: TaskId) {
  const ref = useRef<HTMLElement>(null);
  const lastId = useRef(id);
  useEffect(() => {
    lastId.current = id;
  }, [id]);
  useEffect(() => {
    ref.current?.focus();
    return () => {
      document.querySelector<HTMLElement>(`[data-task-id="${lastId.current}"]`)?.focus();
    };
  }, []);
  return ref;
}

export function DetailDrawer({ id, ids }: DetailDrawerProps) {
  const detail = useTaskDetail(id);
  const ref = useBorrowedFocus(id);
  const openDetail = useView((view) => view.openDetail);
  const index = ids.indexOf(id);
  const [previous, next] = [ids[index - 1], ids[index + 1]];
  const name = detail ? displayName(detail.task.sourcePath) : '';
  useDetailKeys(ref, { onPrevious: () => show(previous), onNext: () => show(next) });
  return (
    <aside ref={ref} tabIndex={-1} className="detail" aria-label={detailWords('details')}>
      <header className="detail-head">
        <h2>
          <FileName name={name} />
        </h2>
        <IconButton
          label={detailWords('previous')}
          keys="↑"
          icon={<ChevronUp size={16} />}
          disabled={previous === undefined}
          onClick={() => show(previous)}
        />
        <IconButton
          label={detailWords('next')}
          keys="↓"
          icon={<ChevronDown size={16} />}
          disabled={next === undefined}
          onClick={() => show(next)}
        />
        <IconButton
          label={detailWords('closeDetails')}
          keys={detailWords('esc')}
          icon={<X size={16} />}
          onClick={() => openDetail(null)}
        />
      </header>
      {detail ? (
        <>
          <DetailBody detail={detail} />
          <DetailFoot task={detail.task} />
        </>
      ) : (
        <SkeletonLines />
      )}
    </aside>
  );
}
