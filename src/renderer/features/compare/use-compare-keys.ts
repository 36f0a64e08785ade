import { type RefObject, useEffect } from 'react';
import { latinKey } from '../../../shared/commands/keys.ts';
import { readingKey } from '../../store/reading-key.ts';
import { useCompare } from './compare-store.ts';
import { panned, type Shape, stepped } from './compare-view.ts';

interface CompareKeys {
  readonly shape: Shape;
  readonly resultCount: number;
  readonly onPrevious: () => void;
  readonly onNext: () => void;
  readonly onQuality: (by: number) => void;
  readonly onClose: () => void;
}

/** Controls that have their own use for arrows, digits and the space bar. */
const ownRoles = ['radio', 'slider', 'combobox', 'listbox', 'menu'];
const ownKeys = ['input', ...ownRoles.map((role) => `[role=${role}]`)].join();

/** Less can hardly be seen. */
const qualityStep = 5;

/** A tenth of a pane is near enough to follow with the eye. */
const panShare = 0.1;

function pan(key: string, shape: Shape): boolean {
  const { pane } = shape;
  const across = pane.width * panShare;
  const down = pane.height * panShare;
  const moves: Readonly<Record<string, { readonly x: number; readonly y: number }>> = {
    ArrowLeft: { x: across, y: 0 },
    ArrowRight: { x: -across, y: 0 },
    ArrowUp: { x: 0, y: down },
    ArrowDown: { x: 0, y: -down },
  };
  const by = moves[key];
  if (by) useCompare.setState(({ view }) => ({ view: panned(view, by, shape) }));
  return by !== undefined;
}

function zoom(key: string, shape: Shape): boolean {
  const { view } = useCompare.getState();
  if (key === '+' || key === '=') {
    useCompare.setState({ view: stepped(view, 1, shape) });
  } else if (key === '-') useCompare.setState({ view: stepped(view, -1, shape) });
  else if (key === '0') useCompare.setState({ view: { ...view, zoom: 'fit' } });
  else return false;
  return true;
}

function chooseResult(key: string, count: number): boolean {
  if (!/^[1-9]$/.test(key) || Number(key) > count) return false;
  useCompare.setState({ right: Number(key) - 1 });
  return true;
}

function act(event: KeyboardEvent, keys: CompareKeys): boolean {
  const { key, shiftKey, target } = event;
  // A tip that is shown just now does not need an Escape of its own.
  if (key === 'Escape') keys.onClose();
  else if (key === 'PageUp') keys.onPrevious();
  else if (key === 'PageDown') keys.onNext();
  else if (target instanceof Element && target.closest(ownKeys)) return false;
  else if (shiftKey && pan(key, keys.shape)) return true;
  else if (zoom(key, keys.shape) || chooseResult(key, keys.resultCount)) return true;
  else if (key === '[' || key === ']') keys.onQuality(key === '[' ? -qualityStep : qualityStep);
  else if (readingKey(key) === 'ArrowLeft') keys.onPrevious();
  else if (readingKey(key) === 'ArrowRight') keys.onNext();
  else if (latinKey(event) === 's') {
    useCompare.setState(({ mode }) => ({ mode: mode === 'side' ? 'slider' : 'side' }));
  } else if (key === ' ' && !(target instanceof HTMLButtonElement)) {
    useCompare.setState({ isPeeking: true });
  } else return false;
  return true;
}

const endPeek = () => useCompare.setState({ isPeeking: false });

/** The keys of the screen; a control inside keeps those it needs. */
export function useCompareKeys(ref: RefObject<HTMLElement | null>, keys: CompareKeys): void {
  useEffect(() => {
    const element = ref.current;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (act(event, keys)) event.preventDefault();
    };
    const onKeyUp = ({ key }: KeyboardEvent) => {
      if (key === ' ') endPeek();
    };
    element?.addEventListener('keydown', onKeyDown);
    element?.addEventListener('keyup', onKeyUp);
    return () => {
      element?.removeEventListener('keydown', onKeyDown);
      element?.removeEventListener('keyup', onKeyUp);
    };
  });
  useEffect(() => {
    window.addEventListener('blur', endPeek);
    return () => window.removeEventListener('blur', endPeek);
  }, []);
}
