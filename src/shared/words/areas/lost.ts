// Written by `npm run words` from en/lost.json.
import { area } from '../area.ts';

interface Needs {
  readonly "countBroughtBack": { readonly count: number };
  readonly "keptDisplayPath": { readonly displayPath: string | number };
  readonly "picturesWaiting": { readonly pictureCount: number };
  readonly "foldersWaiting": { readonly folderCount: number };
  readonly "bothWaiting": { readonly pictureCount: number; readonly folderCount: number };
}

export const lostWords = area<Needs>()('lost', {
  "countBroughtBack": [["count","plural",{"one":[["#"]," picture"],"other":[["#"]," pictures"]}]," brought back"],
  "dismiss": "Dismiss",
  "ok": "OK",
  "historyCouldNotRead": "The history could not be read",
  "historyDamaged": "The history is damaged",
  "historyMadeNewerThumbline": "The history was made by a newer Thumbline",
  "historyGone": "The history is gone",
  "newOneBeginsIfPictures": "A new one begins. If pictures were still waiting, add them again: what is made already stays.",
  "startThumblineAgainKeepsDamaged": "Start Thumbline again: it keeps the damaged history under another name and offers what was waiting in it.",
  "nothingCanReadIfPictures": "Nothing in it can be read. If pictures were still waiting, add them again.",
  "nothingWaiting": "Nothing was waiting in it.",
  "keptDisplayPath": ["It is kept as ",["displayPath"]],
  "startAgain": "Start again",
  "bringBack": "Bring back",
  "picturesWaiting": [["pictureCount","plural",{"one":[["#"]," picture was"],"other":[["#"]," pictures were"]}]," waiting in it."],
  "foldersWaiting": [["folderCount","plural",{"one":[["#"]," folder to look through was"],"other":[["#"]," folders to look through were"]}]," waiting in it."],
  "bothWaiting": [["pictureCount","plural",{"one":[["#"]," picture"],"other":[["#"]," pictures"]}]," and ",["folderCount","plural",{"one":[["#"]," folder"],"other":[["#"]," folders"]}]," to look through were waiting in it."],
});
