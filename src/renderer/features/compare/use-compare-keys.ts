import { type RefObject, useEffect, useRef } from 'react';
import { latinKey } from '../../../shared/commands/keys.ts';
import { type CompareVerbs, offerCompareVerbs } from '../../store/compare-verbs.ts';
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

/** Controls that have their own use for arrows and the space bar. */
const movedControls = ['input', '[role=radio]', '[role=slider]'].join();
/** Those that letters and digits are typed into as well. */
const typedControls = [
  'input:not([type=radio],[type=range])',
  ...['combobox', 'listbox', 'menu'].map((role) => `[role=${role}]`),
].join();

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

function verbsOf({ shape, onPrevious, onNext, onQuality, onClose }: CompareKeys): CompareVerbs {
  const zoom = (direction: 1 | -1) =>
    useCompare.setState(({ view }) => ({ view: stepped(view, direction, shape) }));
  return {
    previous: onPrevious,
    next: onNext,
    closer: () => zoom(1),
    farther: () => zoom(-1),
    whole: () => useCompare.setState(({ view }) => ({ view: { ...view, zoom: 'fit' } })),
    worse: () => onQuality(-qualityStep),
    better: () => onQuality(qualityStep),
    mode: () => useCompare.setState(({ mode }) => ({ mode: mode === 'side' ? 'slider' : 'side' })),
    back: onClose,
  };
}

/** Keys that say all by themselves. */
const verbOfKey: Readonly<Record<string, keyof CompareVerbs>> = {
  '+': 'closer',
  '=': 'closer',
  '-': 'farther',
  '0': 'whole',
  '[': 'worse',
  ']': 'better',
  s: 'mode',
};
const verbOfArrow: Readonly<Record<string, keyof CompareVerbs>> = {
  ArrowLeft: 'previous',
  ArrowRight: 'next',
};
/** Those that no control has a use of its own for. */
const verbAnywhere: Readonly<Record<string, keyof CompareVerbs>> = {
  // A tip that is shown just now does not need an Escape of its own.
  Escape: 'back',
  PageUp: 'previous',
  PageDown: 'next',
};

function chooseResult(key: string, count: number): boolean {
  if (!/^[1-9]$/.test(key) || Number(key) > count) return false;
  useCompare.setState({ right: Number(key) - 1 });
  return true;
}

function act(event: KeyboardEvent, keys: CompareKeys): boolean {
  const { key, shiftKey, target } = event;
  const verbs = verbsOf(keys);
  const anywhere = verbAnywhere[key];
  const isOn = (controls: string) => target instanceof Element && target.closest(controls) !== null;
  const verb = verbOfKey[latinKey(event)];
  const arrow = verbOfArrow[readingKey(key)];
  if (anywhere) verbs[anywhere]();
  else if (isOn(typedControls)) return false;
  else if (chooseResult(key, keys.resultCount)) return true;
  else if (verb) verbs[verb]();
  else if (isOn(movedControls)) return false;
  else if (shiftKey && pan(key, keys.shape)) return true;
  else if (arrow) verbs[arrow]();
  else if (key === ' ' && !(target instanceof HTMLButtonElement)) {
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
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => offerCompareVerbs(() => verbsOf(latest.current)), []);
  useEffect(() => {
    window.addEventListener('blur', endPeek);
    return () => window.removeEventListener('blur', endPeek);
  }, []);
}
