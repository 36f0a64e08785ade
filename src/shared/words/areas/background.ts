// Written by `npm run words` from en/background.json.
import { area } from '../area.ts';

interface Needs {
  readonly "left": { readonly count: number };
  readonly "pausedWithLeft": { readonly count: number };
  readonly "tip": { readonly state: string | number };
}

export const backgroundWords = area<Needs>()('background', {
  "nothingToDo": "Nothing to do",
  "paused": "Paused",
  "left": [["count","plural",{"one":[["#"]," picture left"],"other":[["#"]," pictures left"]}]],
  "pausedWithLeft": ["Paused, ",["count","plural",{"one":[["#"]," picture left"],"other":[["#"]," pictures left"]}]],
  "tip": ["Thumbline: ",["state"]],
  "open": "Open Thumbline",
  "presets": "Make with",
  "quit": "Quit",
  "close.question": "Keep Thumbline in the tray?",
  "close.detail": "It goes on making pictures without its window, and opens again from its icon in the tray. The settings hold your choice.",
  "close.stay": "Keep it in the tray",
  "close.quit": "Quit",
  "showInFolder": "Show in folder",
  "undo": "Undo",
  "loginFailed": "Thumbline may not change what starts at login here. Ask whoever looks after this computer.",
});
