import { wordsArgument } from '../../shared/ipc/words-argument.ts';
import { largestPasteBytes } from '../../shared/task/pasted-picture.ts';
import { asksWords } from '../../shared/words/areas/asks.ts';
import { bytesWords } from '../../shared/words/numbers.ts';

/** What a preload says to people, in the language of main: it can read no language itself. For `additionalArguments`. */
export function wordsOfPreload(): string[] {
  const words = {
    tooMany: asksWords('tooMany'),
    tooLong: asksWords('tooLong'),
    onlyFilesArePlanned: asksWords('onlyFilesArePlanned'),
    pastedTooLarge: asksWords('pastedTooLarge', { size: bytesWords(largestPasteBytes) }),
    pastedGone: asksWords('pastedGone'),
  };
  return [`${wordsArgument}${JSON.stringify(words)}`];
}
