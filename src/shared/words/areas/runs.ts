// Written by `npm run words` from en/runs.json.
import { area } from '../area.ts';

interface Needs {
  readonly "pipe.onePicture": { readonly option: string | number };
  readonly "pipe.severalFiles": { readonly recipe: string | number; readonly count: number };
  readonly "pipe.moreThan": { readonly megabytes: string | number };
  readonly "damagedName": { readonly name: string | number };
  readonly "notKept": { readonly folder: string | number };
  readonly "memory.lost": { readonly folder: string | number };
  readonly "memory.none": { readonly folder: string | number };
  readonly "goesOn": { readonly count: number };
  readonly "goesOn.fresh": { readonly count: number };
  readonly "fewFiles": { readonly limit: string | number };
  readonly "tooFewFiles": { readonly limit: string | number; readonly needed: string | number };
  readonly "bug": { readonly problem: string | number; readonly details: string | number };
  readonly "save.saving": { readonly name: string | number };
  readonly "save.zip": { readonly count: number; readonly path: string | number; readonly size: string | number };
  readonly "save.contact-sheet": { readonly count: number; readonly path: string | number; readonly size: string | number };
  readonly "save.there": { readonly path: string | number };
  readonly "save.cancelled": { readonly path: string | number };
  readonly "save.nothing-there": { readonly path: string | number };
  readonly "save.failed": { readonly path: string | number; readonly problem: string | number };
  readonly "save.leftBehind": { readonly path: string | number; readonly file: string | number; readonly reason: string | number };
}

export const runsWords = area<Needs>()('runs', {
  "pipe.onePicture": [["option"]," does not go with --out -, which writes one picture."],
  "pipe.takesOne": "--out - takes one picture: a file, or - for standard input.",
  "pipe.noFolder": "--out - takes one picture, not a folder.",
  "pipe.toTerminal": "Standard output is a terminal, which shows no pictures. Send it to a file: > small.jpg",
  "pipe.nothingComes": "Nothing comes in. Give a picture: thumbline - --out - < a.jpg",
  "pipe.severalFiles": ["\"",["recipe"],"\" makes ",["count","plural",{"one":[["#"]," file"],"other":[["#"]," files"]}],", and standard output takes one. Use another preset."],
  "pipe.empty": "It is empty. Give it a picture.",
  "pipe.notToItsEnd": "It was not read to its end.",
  "pipe.moreThan": ["more than ",["megabytes"]," MB"],
  "damagedName": ["The name ",["name"]," is not UTF-8 and was changed on its way here. Name its folder instead."],
  "noService": "The package of the app carries no service. A checkout and the npm package do: docs/service.md there says how it runs.",
  "notKept": [["folder"]," cannot be written, so this run can neither go on after an interruption nor be undone."],
  "memory.lost": [["folder"]," cannot be written, so the next run may know less of what was made."],
  "memory.none": [["folder"]," cannot be written, so only the lists beside results tell what is unchanged."],
  "goesOn": ["This was interrupted and goes on: ",["count","plural",{"one":[["#"]," picture is"],"other":[["#"]," pictures are"]}]," done already."],
  "goesOn.fresh": ["This was interrupted and goes on: ",["count","plural",{"one":[["#"]," picture is"],"other":[["#"]," pictures are"]}]," done already. --fresh starts anew."],
  "goesOn.newer": "This was interrupted in a newer Thumbline, where it can go on. This version starts anew.",
  "fewFiles": ["Only ",["limit"]," files may be open at once (ulimit -n), so this run can neither go on after an interruption nor be undone."],
  "tooFewFiles": ["Only ",["limit"]," files may be open at once. Thumbline needs ",["needed"],": type ulimit -n 1024, then start it again."],
  "bug": [["problem"]," (",["details"],")"],
  "save.saving": ["Saving ",["name"]],
  "save.zip": ["Saved ",["count","plural",{"one":[["#"]," thumbnail"],"other":[["#"]," thumbnails"]}]," in ",["path"]," (",["size"],")."],
  "save.contact-sheet": ["Saved ",["count","plural",{"one":[["#"]," picture"],"other":[["#"]," pictures"]}]," in ",["path"]," (",["size"],")."],
  "save.there": [["path"]," is there already, so it was left as it is."],
  "save.cancelled": [["path"]," was not written."],
  "save.nothing-there": [["path"]," was not written: there is nothing to put into it."],
  "save.failed": [["path"]," was not written. ",["problem"]],
  "save.leftBehind": [["path"]," is not in ",["file"],". ",["reason"]],
});
