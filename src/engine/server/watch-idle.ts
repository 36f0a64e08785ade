/** A signal that fires when nothing was heard for so long, or when `outer` does. */
export interface IdleWatch extends Disposable {
  readonly signal: AbortSignal;
  /** Something was heard. */
  touch(): void;
}

export function watchIdle(idleMs: number, outer: AbortSignal): IdleWatch {
  const silence = new AbortController();
  const clock = setTimeout(() => silence.abort(), idleMs);
  return {
    signal: AbortSignal.any([outer, silence.signal]),
    touch: () => void clock.refresh(),
    [Symbol.dispose]: () => clearTimeout(clock),
  };
}
