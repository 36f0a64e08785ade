// Written by `npm run words` from en/plan.json.
import { area } from '../area.ts';

interface Needs {
  readonly "outputCount": { readonly outputCount: number };
  readonly "about": { readonly figure: string | number };
  readonly "picturesToOutputs": { readonly pictures: string | number; readonly count: number; readonly outputs: string | number };
  readonly "namesTaken": { readonly names: string | number; readonly count: number };
  readonly "free": { readonly room: string | number };
  readonly "tooLittleRoom": { readonly room: string | number };
}

export const planWords = area<Needs>()('plan', {
  "notPossible": "Not possible",
  "backQueue": "Back to the queue",
  "plan": "Plan",
  "noPictures": "No pictures in there",
  "nothingMakeChooseAnotherFolder": "There is nothing to make. Choose another folder, or drop pictures on the window.",
  "lookingPictures": "Looking at the pictures…",
  "source": "Source",
  "result": "Result",
  "size": "Size",
  "format": "Format",
  "fileAbout": "File, about",
  "start": "Start",
  "resume": "Resume",
  "runAgain": "Run again",
  "outputCount": [["outputCount","plural",{"one":[["#"]," file"],"other":[["#"]," files"]}]],
  "about": ["about ",["figure"]],
  "show": "Show",
  "picturesToOutputs": [["pictures"]," ",["count","plural",{"one":"picture","other":"pictures"}]," → ",["outputs"]],
  "namesTaken": [["names"]," ",["count","plural",{"one":"name is","other":"names are"}]," taken"],
  "free": [["room"]," free"],
  "tooLittleRoom": [["room"]," too little room on the disk"],
  "all": "All",
  "new": "New",
  "renamed": "Renamed",
  "replaced": "Replaced",
  "skipped": "Skipped",
});
