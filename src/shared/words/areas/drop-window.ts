// Written by `npm run words` from en/drop-window.json.
import { area } from '../area.ts';

interface Needs {
  readonly "beside": { readonly recipe: string | number };
  readonly "inFolder": { readonly recipe: string | number; readonly folder: string | number };
  readonly "inCache": { readonly recipe: string | number };
  readonly "percent": { readonly percent: string | number };
  readonly "presetsAdded": { readonly count: number };
}

export const dropWindowWords = area<Needs>()('drop-window', {
  "window": "Thumbline: drop pictures here",
  "title": "Drop pictures",
  "beside": [["recipe"],", beside each picture"],
  "inFolder": [["recipe"],", in ",["folder"]],
  "inCache": [["recipe"],", in the file manager’s own place"],
  "over": "Let go to make them",
  "area": "Drop images",
  "chooseFiles": "Choose files",
  "hide": "Hide this window",
  "progress": "Batch progress",
  "percent": [["percent"]," %"],
  "waiting": "Drop more: they wait their turn.",
  "pause": "Pause",
  "resume": "Resume",
  "presetsAdded": [["count","plural",{"one":[["#"]," preset"],"other":[["#"]," presets"]}]," added"],
});
