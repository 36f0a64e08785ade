import './detail.css';
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { displayName } from '../../../shared/paths/display-path.ts';
import type { TaskId } from '../../../shared/task/task.ts';
import { selectOnly } from '../../store/selection.ts';
import { useView } from '../../store/view-store.ts';
import { FileName } from '../../ui/file-name.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { DetailBody } from './detail-body.tsx';
import { DetailFoot } from './detail-foot.tsx';
import { useDetailKeys } from './use-detail-keys.ts';
import { useTaskDetail } from './use-task-detail.ts';

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
    <aside ref={ref} tabIndex={-1} className="detail" aria-label="Details">
      <header className="detail-head">
        <h2>
          <FileName name={name} />
        </h2>
        <IconButton
          label="Previous"
          keys="↑"
          icon={<ChevronUp size={16} />}
          disabled={previous === undefined}
          onClick={() => show(previous)}
        />
        <IconButton
          label="Next"
          keys="↓"
          icon={<ChevronDown size={16} />}
          disabled={next === undefined}
          onClick={() => show(next)}
        />
        <IconButton
          label="Close details"
          keys="Esc"
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
