import { speak } from '../shared/words/language.ts';
import { pseudoLanguage, pseudoTag } from '../shared/words/pseudo.ts';

// Before anything is said. Only tests choose a language so far.
if (process.env['THUMBLINE_LANGUAGE'] === pseudoTag) speak(pseudoLanguage);
