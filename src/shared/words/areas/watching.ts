// Written by `npm run words` from en/watching.json.
import { area } from '../area.ts';

interface Needs {
  readonly "badFile": { readonly keptAs: string | number };
  readonly "tooMany": { readonly most: number };
  readonly "state.waiting": { readonly count: number };
  readonly "lastBatch": { readonly count: number; readonly time: string | number };
  readonly "made": { readonly recipe: string | number };
  readonly "on": { readonly folder: string | number };
  readonly "remove": { readonly folder: string | number };
  readonly "preset.kept": { readonly recipe: string | number };
  readonly "terminal.problem": { readonly folder: string | number; readonly problem: string | number };
  readonly "terminal.watching": { readonly folder: string | number };
  readonly "terminal.polling": { readonly folder: string | number };
}

export const watchingWords = area<Needs>()('watching', {
  "group": "Watched folders",
  "intro": "What comes into these folders is made by itself.",
  "add": "Watch a folder…",
  "none": "No folder is watched. New pictures in one can be made by themselves, also those that a camera or another program puts there.",
  "badFile": ["The watched folders could not be read. What was there is kept as ",["keptAs"],"."],
  "notThere": "This folder is not watched any more.",
  "tooMany": ["No more than ",["most","number"]," folders can be watched."],
  "state.off": "Off",
  "state.starting": "Looking at what is there…",
  "state.watched": "Watching",
  "state.polled": "Looking every ten seconds",
  "state.waiting": [["count","plural",{"one":[["#"]," file is"],"other":[["#"]," files are"]}]," still coming in"],
  "lastBatch": [["count","plural",{"one":[["#"]," picture"],"other":[["#"]," pictures"]}]," last at ",["time"]],
  "made": ["Made with ",["recipe"]],
  "on": ["Watch ",["folder"]],
  "edit": "What is made",
  "remove": ["Stop watching ",["folder"]],
  "preset": "Recipe",
  "preset.own": "As set beside the queue now",
  "preset.kept": [["recipe"],", as it was"],
  "existing": "Pictures that are there already",
  "existing.hint": "When a folder is watched for the first time or switched on.",
  "existing.leave": "Leave",
  "existing.make": "Make",
  "subfolders": "With its subfolders",
  "settle": "Wait until a file rests",
  "settle.label": "Wait until a file rests, in seconds",
  "kinds": "Only these kinds",
  "kinds.hint": "Endings, such as jpg, heic. Empty: every picture.",
  "names": "Only names like these",
  "names.hint": "With * for any text; ! leaves out. Commas between, such as IMG_*, !*draft*.",
  "largest": "Leave out files above",
  "largest.label": "Leave out files above, in megabytes",
  "smallest": "Leave out files below",
  "smallest.label": "Leave out files below, in kilobytes",
  "age": "Leave out what is older",
  "age.label": "Leave out what is older, in days",
  "days": "days",
  "any": "any",
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
