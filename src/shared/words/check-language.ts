import type { LanguageFile } from './language-file.ts';
import { type MessageFault, parseMessage } from './parse-message.ts';
import { strayNames } from './slots.ts';

type Texts = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Why something in a file is not said. `place` is its area, or its area and key. */
export type EntryFault =
  | { readonly place: string; readonly code: 'unknown-area' | 'unknown-key' | 'no-text' }
  | { readonly place: string; readonly code: 'names'; readonly names: readonly string[] }
  | ({ readonly place: string } & MessageFault);

export interface LanguageCheck {
  readonly faults: readonly EntryFault[];
  /** Messages that the file does not have. */
  readonly missing: number;
  /** Messages that English has. */
  readonly all: number;
}

function faultOf(place: string, text: unknown, meant: unknown): EntryFault | null {
  if (typeof meant !== 'string') return { place, code: 'unknown-key' };
  if (typeof text !== 'string') return { place, code: 'no-text' };
  const [message, english] = [parseMessage(text), parseMessage(meant)];
  if (!message.ok) return { place, ...message.problem };
  if (!english.ok) return null;
  const names = strayNames(message.value, english.value);
  return names.length === 0 ? null : { place, code: 'names', names };
}

const own = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

/** The faults of one area after the other. */
function* faultsByArea(
  { messages }: LanguageFile,
  english: Texts,
): Generator<readonly EntryFault[]> {
  for (const [area, texts] of Object.entries(messages)) {
    const meant = own(english, area);
    if (meant === undefined) yield [{ place: area, code: 'unknown-area' }];
    else
      yield Object.entries(texts).flatMap(
        ([key, text]) => faultOf(`${area}.${key}`, text, own(meant, key)) ?? [],
      );
  }
}

function countOf({ messages }: LanguageFile, english: Texts) {
  const keys = Object.entries(english).flatMap(([area, texts]) =>
    Object.keys(texts).map((key) => ({ area, key })),
  );
  const missing = keys.filter(({ area, key }) => !Object.hasOwn(own(messages, area) ?? {}, key));
  return { missing: missing.length, all: keys.length };
}

/** Holds a language against English: what cannot be said from it, and how much it lacks. */
export function checkLanguage(file: LanguageFile, english: Texts): LanguageCheck {
  return { faults: [...faultsByArea(file, english)].flat(), ...countOf(file, english) };
}

/** The same with a pause after each area, for a process that others wait for. */
export async function checkLanguageInTurns(
  file: LanguageFile,
  english: Texts,
  pause: () => Promise<unknown>,
): Promise<LanguageCheck> {
  const faults: EntryFault[] = [];
  for (const found of faultsByArea(file, english)) {
    faults.push(...found);
    await pause();
  }
  return { faults, ...countOf(file, english) };
}
