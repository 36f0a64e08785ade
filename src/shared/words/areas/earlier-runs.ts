// Written by `npm run words` from en/earlier-runs.json.
import { area } from '../area.ts';

interface Needs {
  readonly "resume.run": { readonly run: string | number; readonly start: string | number; readonly folder: string | number; readonly command: string | number };
  readonly "resume.otherVersion": { readonly run: string | number };
  readonly "resume.elsewhere": { readonly run: string | number };
  readonly "resume.unknown": { readonly run: string | number };
  readonly "resume.more": { readonly count: number };
  readonly "undo.run": { readonly run: string | number; readonly start: string | number; readonly title: string | number; readonly count: number; readonly state: string | number };
  readonly "undo.newer": { readonly run: string | number };
  readonly "undo.unknown": { readonly run: string | number };
  readonly "undo.done": { readonly start: string | number; readonly trashed: number; readonly restored: number };
}

export const earlierRunsWords = area<Needs>()('earlier-runs', {
  "resume.run": [["run"],"  ",["start"],"  in ",["folder"],": ",["command"]],
  "resume.none": "There is nothing to go on with.",
  "resume.otherVersion": ["The run ",["run"]," is of another version. Start it again."],
  "resume.elsewhere": ["The run ",["run"]," goes on in another terminal."],
  "resume.unknown": ["No run ",["run"]," can go on. See thumbline resume --list."],
  "resume.more": [["count","number"]," more can go on. See thumbline resume --list."],
  "undo.run": [["run"],"  ",["start"],"  ",["title"],": ",["count","plural",{"one":[["#"]," file"],"other":[["#"]," files"]}],["state","select",{"undone":", undone","running":", still running","interrupted":", interrupted","other":""}]],
  "undo.none": "There is nothing to undo.",
  "undo.newer": ["The run ",["run"]," is from a newer Thumbline, and only that can undo it."],
  "undo.unknown": ["There is no run ",["run"],". See thumbline undo --list."],
  "undo.done": ["Undid the run of ",["start"],": ",["trashed","plural",{"one":[["#"]," file"],"other":[["#"]," files"]}]," moved to the trash",["restored","plural",{"=0":"","one":[", ",["#"]," original put back"],"other":[", ",["#"]," originals put back"]}],"."],
});
