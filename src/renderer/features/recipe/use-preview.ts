import { useEffect, useRef, useState } from 'react';
import type { PreviewPicture } from '../../../shared/ipc/answers.ts';
import type { WholeRecipe } from '../../../shared/task/recipe.ts';
import type { TaskId } from '../../../shared/task/task.ts';
import { thumbline } from '../../store/bridge.ts';
import { useView } from '../../store/view-store.ts';
import { useVisibleIds } from '../../store/visible-ids.ts';
import { useDraft } from './draft-store.ts';

/** Long enough not to start a decode at every key. Another picture is shown without waiting. */
const debounceMs = 200;

export interface Preview {
  readonly taskId: TaskId | null;
  readonly picture: PreviewPicture | null;
  readonly problem: string | null;
  readonly isWaiting: boolean;
}

interface Answer {
  readonly taskId: TaskId;
  readonly picture: PreviewPicture | null;
  readonly problem: string | null;
}

/** The selected task, else the first one. */
export function usePreviewedTaskId(): TaskId | null {
  const firstId = useVisibleIds((ids) => ids[0] ?? null);
  return useView(({ selection }) => selection.focusedId) ?? firstId;
}

interface PreviewWanted {
  readonly taskId: TaskId | null;
  /** Null while it is not whole. */
  readonly recipe: WholeRecipe | null;
  /** Which of the recipe's outputs. */
  readonly output: number;
  readonly use: 'recipe' | 'gallery';
}

/** The picture a recipe would make of a task; the latest request wins. */
export function usePreviewOf({ taskId, recipe, output, use }: PreviewWanted): Preview {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [answeredFor, setAnsweredFor] = useState<unknown>(null);
  const request = `${taskId} ${output} ${JSON.stringify(recipe)}`;
  const lastRecipe = useRef<unknown>(null);
  useEffect(() => {
    if (taskId === null || recipe === null) return undefined;
    let isCurrent = true;
    const isTyping = lastRecipe.current !== null && lastRecipe.current !== recipe;
    lastRecipe.current = recipe;
    const timer = setTimeout(
      async () => {
        const result = await thumbline.previewRecipe({ taskId, recipe, output, use });
        if (!isCurrent) return;
        setAnsweredFor(request);
        setAnswer(
          result.ok
            ? { taskId, picture: result.value, problem: null }
            : { taskId, picture: null, problem: result.problem.message },
        );
      },
      isTyping ? debounceMs : 0,
    );
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [taskId, recipe, output, use, request]);
  const own = answer?.taskId === taskId ? answer : null;
  return {
    taskId,
    picture: own?.picture ?? null,
    problem: own?.problem ?? null,
    isWaiting: taskId !== null && recipe !== null && answeredFor !== request,
  };
}

/** The picture the panel's recipe would make of the selected task, else of the first one. */
export function usePreview(): Preview {
  const taskId = usePreviewedTaskId();
  const recipe = useDraft((draft) => draft.recipe);
  const isWhole = useDraft(({ problems }) => Object.keys(problems).length === 0);
  const output = useDraft((draft) => draft.openOutput ?? 0);
  return usePreviewOf({ taskId, recipe: isWhole ? recipe : null, output, use: 'recipe' });
}
