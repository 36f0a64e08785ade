// Written by `npm run words` from en/watching.json.
import { area } from '../area.ts';

interface Needs {
  readonly "terminal.problem": { readonly folder: string | number; readonly problem: string | number };
  readonly "terminal.watching": { readonly folder: string | number };
  readonly "terminal.polling": { readonly folder: string | number };
}

export const watchingWords = area<Needs>()('watching', {
  "problem.away": "This folder is not there. It is watched again as soon as it is.",
  "problem.not-a-folder": "This is not a folder.",
  "problem.may-not-be-read": "You may not look into this folder.",
  "problem.link-to-itself": "This is a link that leads back to itself.",
  "problem.is-destination": "The results go here, so they would be taken for new pictures. Choose another folder to watch, or another place for the results.",
  "problem.replaces-source": "This recipe puts each result in the place of its original, which would then be a new picture again. Choose a recipe that keeps the originals.",
  "problem.watched-already": "This folder is watched already.",
  "problem.inside-watched": "This folder lies in one that is watched with its subfolders.",
  "problem.around-watched": "A folder in this one is watched already. Leave out the subfolders, or stop watching that one.",
  "problem.silent": "The drive of this folder does not answer. It is tried again.",
  "refused.away": "This folder is not there.",
  "refused.silent": "The drive of this folder does not answer.",
  "terminal.problem": [["folder"],": ",["problem"]],
  "terminal.watching": ["Watching ",["folder"],". Ctrl-C ends it."],
  "terminal.polling": ["Watching ",["folder"]," by looking again and again: the system does not tell what happens there. Ctrl-C ends it."],
  "terminal.noFolder": "Name a folder to watch.",
  "terminal.onePicture": "Only one picture goes to standard output. Name a folder with --out.",
  "terminal.seconds": "Use a number of seconds from 0.2 to 3600.",
  "terminal.days": "Use a number of days above 0.",
  "terminal.sizes": "--min-size is larger than --max-size, so no picture would be made.",
});
