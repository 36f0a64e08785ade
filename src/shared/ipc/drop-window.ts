import type { Result } from '../result.ts';
import type { Problem } from './answers.ts';

/** What the small window for drops may ask, by channels of its own; it gets no other. Their inputs: `requests/drop-window-requests.ts`. */
export const dropWindowChannels = {
  facts: 'drop-window:facts',
  add: 'drop-window:add',
  act: 'drop-window:act',
  choose: 'drop-window:choose',
} as const;

/** Carries a part of a long list of its paths, as `partChannel` does for the window. */
export const dropWindowParts = 'drop-window:part';

/** New facts come here unasked. */
export const dropWindowNews = 'drop-window:changed';

export const dropWindowActs = [
  'choose-files',
  'pause',
  'resume',
  'reveal',
  'open',
  'hide',
] as const;
export type DropWindowAct = (typeof dropWindowActs)[number];

/** All that the small window shows. It has no words of its own: main says them, in the language that it speaks. */
export interface DropWindowFacts {
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** `failed` where any of what has ended did. */
  readonly state: 'ready' | 'running' | 'paused' | 'done' | 'failed';
  readonly title: string;
  readonly detail: string;
  /** How much of what is to do is done, 0–100, and in words; null when nothing is to do. */
  readonly progress: { readonly percent: number; readonly words: string } | null;
  /** The one thing to do in this state. */
  readonly action: { readonly act: DropWindowAct; readonly words: string };
  /** What can be made; the first one has no id where the recipe was changed by hand. */
  readonly presets: readonly { readonly id: string; readonly name: string }[];
  readonly presetId: string;
  readonly names: Readonly<
    Record<'area' | 'over' | 'open' | 'hide' | 'progress' | 'presets', string>
  >;
}

type Answer<Value> = Promise<Result<Value, Problem>>;

/** The bridge between the small window and the app, `window.dropWindow`. `PickedFile` is the DOM's `File`. */
export interface DropWindowBridge<PickedFile> {
  readonly readFacts: () => Answer<DropWindowFacts>;
  /** What there is to say of it; empty when all was taken. */
  readonly add: (files: readonly PickedFile[], origin: 'drop' | 'paste') => Answer<string>;
  readonly act: (act: DropWindowAct) => Answer<string>;
  /** Makes what comes next with this preset. */
  readonly choose: (presetId: string) => Answer<string>;
  readonly onFacts: (listener: (facts: DropWindowFacts) => void) => void;
}
