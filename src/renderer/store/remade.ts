import { create } from 'zustand';
import type { Task } from '../../shared/task/task.ts';

interface Remade {
  /** Sources whose results are being made again in their place. */
  readonly awaited: ReadonlySet<string>;
  /** By source, the number of the change that wrote its results last. */
  readonly numbers: ReadonlyMap<string, number>;
}

const useRemade = create<Remade>(() => ({ awaited: new Set(), numbers: new Map() }));

/** From now on what is written for these sources is what their earlier tasks show, too. */
export function awaitRemade(sourcePaths: readonly string[]): void {
  useRemade.setState(({ awaited }) => ({ awaited: new Set([...awaited, ...sourcePaths]) }));
}

/** Call with the tasks that changed. */
export function noteRemade(changed: readonly Task[]): void {
  const { awaited, numbers } = useRemade.getState();
  if (awaited.size === 0) return;
  const remade = changed.filter(
    ({ status, sourcePath, number }) =>
      status === 'succeeded' && awaited.has(sourcePath) && (numbers.get(sourcePath) ?? 0) < number,
  );
  if (remade.length === 0) return;
  const added = remade.map(({ sourcePath, number }) => [sourcePath, number] as const);
  useRemade.setState({ numbers: new Map([...numbers, ...added]) });
}

type Shown = Pick<Task, 'sourcePath' | 'number'>;

const numberIn = ({ numbers }: Remade, { sourcePath, number }: Shown) =>
  Math.max(number, numbers.get(sourcePath) ?? 0);

/** As of which change the files of a task are what they are. */
export const writtenNumber = (task: Shown): number => numberIn(useRemade.getState(), task);

/** Renders again once they were made again. */
export const useWrittenNumber = (task: Shown): number =>
  useRemade((remade) => numberIn(remade, task));
