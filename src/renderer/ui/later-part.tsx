import { type ComponentType, createElement, type ReactNode, Suspense, use } from 'react';
import { once } from '../../shared/once.ts';

const loads: (() => Promise<unknown>)[] = [];

/**
 * A part of the screen that is not among the first: its code is loaded once those are drawn, or when it is wanted. Loaded,
 * it is drawn at once, as if it had always been there; until then `meanwhile` keeps its place.
 */
export function laterPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  meanwhile: ReactNode | ((props: Props) => ReactNode) = null,
): ComponentType<Props> {
  let part: ComponentType<Props> | null = null;
  const loading = once(async () => (part = await load()));
  loads.push(loading);
  function Loaded(props: Props) {
    return createElement(part ?? use(loading()), props);
  }
  return function LaterPart(props: Props) {
    return (
      <Suspense fallback={typeof meanwhile === 'function' ? meanwhile(props) : meanwhile}>
        <Loaded {...props} />
      </Suspense>
    );
  };
}

/** Loads them all while nothing else is to do. */
export function loadLaterParts(): void {
  for (const load of loads) requestIdleCallback(() => void load());
}
