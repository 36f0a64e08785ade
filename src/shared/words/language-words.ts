import { languagesWords } from './areas/languages.ts';
import type { EntryFault, LanguageCheck } from './check-language.ts';
import type { LanguageFault } from './language-file.ts';

/** Why a language cannot be used: one sentence or two. */
export function languageFaultWords(
  { path, tag }: { readonly path: string; readonly tag: string },
  fault: LanguageFault,
): string {
  switch (fault.code) {
    case 'absent':
      return languagesWords('fault.absent', { tag, path });
    case 'misfit':
      return languagesWords('fault.misfit', { path, words: fault.words });
    case 'no-json':
      return fault.line === null
        ? languagesWords('fault.ends', { path })
        : languagesWords('fault.no-json', { path, line: fault.line });
    case 'closed':
    case 'too-large':
    case 'no-tag':
      return languagesWords(`fault.${fault.code}`, { path });
  }
}

/** What is wrong with one message, and where. */
export function entryFaultWords(fault: EntryFault): string {
  const { place } = fault;
  switch (fault.code) {
    case 'unknown-area':
    case 'unknown-key':
    case 'no-text':
      return languagesWords(`message.${fault.code}`, { place });
    case 'names':
      return languagesWords('message.names', { place, names: fault.names.join(', ') });
    case 'not-closed':
    case 'not-opened':
    case 'no-name':
    case 'unknown-kind':
    case 'no-other':
    case 'twice':
    case 'too-deep':
      return languagesWords(`message.${fault.code}`, { place, at: fault.at });
  }
}

/** What there is to say of a language that can be used: nothing where it is whole. */
export function languageCheckWords(
  file: string,
  { faults, missing, all }: LanguageCheck,
): string[] {
  const [first] = faults;
  const lines = [
    ...(first === undefined
      ? []
      : [languagesWords('faults', { count: faults.length, first: entryFaultWords(first) })]),
    ...(missing === 0 ? [] : [languagesWords('missing', { missing, all })]),
  ];
  return lines.map((words) => languagesWords('about', { file, words }));
}
