import { speak } from '../shared/words/language.ts';
import { pseudoLanguage } from '../shared/words/pseudo.ts';

speak(pseudoLanguage);
const { documentElement: page } = document;
page.lang = pseudoLanguage.tag;
page.dir = pseudoLanguage.direction;
