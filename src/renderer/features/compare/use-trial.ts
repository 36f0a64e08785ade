import { useEffect, useState } from 'react';
import type { PreviewPicture } from '../../../shared/ipc/answers.ts';
import { asText, ofText } from '../../../shared/ipc/as-text.ts';
import { thumbline } from '../../store/bridge.ts';
import {
  isChanged,
  type Trial,
  trialOf,
  triedRecipe,
  type Tunable,
  useTuning,
} from './tune-store.ts';

/** Long enough not to start an encoder at every step of the slider. */
const settleMs = 120;

export interface TrialPicture {
  /** What `picture` was made with. */
  readonly trial: Trial | null;
  readonly picture: PreviewPicture | null;
  readonly problem: string | null;
  readonly isWaiting: boolean;
}

interface Answer {
  readonly trial: Trial;
  readonly of: string;
  readonly request: string;
  readonly picture: PreviewPicture | null;
  readonly problem: string | null;
}

const nothing: TrialPicture = { trial: null, picture: null, problem: null, isWaiting: false };

async function loaded({ url }: PreviewPicture): Promise<void> {
  const image = new Image();
  image.src = url;
  await image.decode().catch(() => undefined);
}

/** What the worker is asked for; null while nothing is tried. As text, so that the same is asked once. */
function requestFor(tunable: Tunable | null, trial: Trial | null) {
  if (tunable === null) return null;
  const own = trialOf(tunable, trial);
  if (!isChanged(tunable, own)) return null;
  const output = tunable.recipe.outputs.indexOf(tunable.asked);
  const { taskId } = tunable;
  return asText({
    own,
    wanted: { taskId, recipe: triedRecipe(tunable, own), output, use: 'compare' as const },
  });
}

/** The result as it would be with what is tried, made by the worker; the one before stays until then. */
export function useTrial(tunable: Tunable | null): TrialPicture {
  const trial = useTuning((tuning) => tuning.trial);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const request = requestFor(tunable, trial);
  const of = tunable ? `${tunable.taskId} ${tunable.output.name}` : '';
  useEffect(() => {
    if (request === null) return undefined;
    let isCurrent = true;
    const make = async () => {
      const { own, wanted } = ofText(request);
      const result = await thumbline.previewRecipe(wanted);
      if (isCurrent && result.ok) await loaded(result.value);
      if (!isCurrent) return;
      const problem = result.ok ? null : result.problem.message;
      setAnswer({ of, request, trial: own, picture: result.ok ? result.value : null, problem });
    };
    const timer = setTimeout(() => void make(), settleMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [request, of]);
  if (request === null) return nothing;
  const known = answer?.of === of ? answer : null;
  return {
    trial: known?.trial ?? null,
    picture: known?.picture ?? null,
    problem: known?.request === request ? known.problem : null,
    isWaiting: known?.request !== request,
  };
}
