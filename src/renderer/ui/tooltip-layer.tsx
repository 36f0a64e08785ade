import './tooltip.css';
import { Tooltip } from '@base-ui/react/tooltip';
import { useEffect, useState } from 'react';

/** As long as a pointer rests on a control before it is told what it is called. */
const restMs = 500;
/** From one control to the next it is told at once for so long. */
const goesOnMs = 400;

const described = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLElement>('[data-tooltip]') : null;

/** Follows pointer and keyboard over the whole page; answers with what ends it. */
function followControls(show: (control: HTMLElement | null) => void): () => void {
  const ends = new AbortController();
  let resting: ReturnType<typeof setTimeout> | undefined;
  let over: HTMLElement | null = null;
  let shown: HTMLElement | null = null;
  let hiddenAt = -Infinity;
  const set = (control: HTMLElement | null) => {
    clearTimeout(resting);
    if (shown !== null && control === null) hiddenAt = performance.now();
    shown = control;
    show(control);
  };
  const move = ({ target, pointerType }: PointerEvent) => {
    const control = pointerType === 'touch' ? null : described(target);
    if (control === over) return;
    over = control;
    set(null);
    if (control === null) return;
    if (performance.now() - hiddenAt < goesOnMs) set(control);
    else resting = setTimeout(() => set(control), restMs);
  };
  const focus = ({ target }: FocusEvent) => {
    const control = described(target);
    if (control?.matches(':focus-visible')) set(control);
  };
  const hide = () => set(null);
  const options = { signal: ends.signal, capture: true, passive: true };
  document.addEventListener('pointerover', move, options);
  document.documentElement.addEventListener('pointerleave', hide, options);
  document.addEventListener('focusin', focus, options);
  for (const end of ['focusout', 'pointerdown', 'keydown', 'scroll'] as const)
    document.addEventListener(end, hide, options);
  return () => {
    clearTimeout(resting);
    ends.abort();
  };
}

/** Shows what a control is called, one at a time for the whole page. */
export function TooltipLayer() {
  const [control, setControl] = useState<HTMLElement | null>(null);
  useEffect(() => followControls(setControl), []);
  const { tooltip, tooltipKeys } = control?.dataset ?? {};
  return (
    <Tooltip.Root open={control !== null}>
      <Tooltip.Portal>
        <Tooltip.Positioner anchor={control} side="bottom" sideOffset={6} aria-hidden>
          <Tooltip.Popup className="tooltip">
            {tooltip}
            {tooltipKeys ? <span className="tooltip-keys">{tooltipKeys}</span> : null}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
