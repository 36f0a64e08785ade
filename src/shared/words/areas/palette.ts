// Written by `npm run words` from en/palette.json.
import { area } from '../area.ts';

interface Needs {
  readonly "pictures": { readonly count: number };
  readonly "outputs": { readonly count: number };
  readonly "findInQueue": { readonly typed: string | number };
  readonly "findInHistory": { readonly typed: string | number };
  readonly "found": { readonly count: number };
}

export const paletteWords = area<Needs>()('palette', {
  "title": "Find a command",
  "placeholder": "Find a command, a preset or a batch",
  "commands": "Commands",
  "presets": "Use a preset",
  "batches": "Batches",
  "settings": "Settings",
  "elsewhere": "Elsewhere",
  "pictures": [["count","plural",{"one":[["#"]," picture"],"other":[["#"]," pictures"]}]],
  "outputs": [["count","plural",{"one":[["#"]," size"],"other":[["#"]," sizes"]}]],
  "findInQueue": ["Names with “",["typed"],"” on the queue"],
  "findInHistory": ["Everything with “",["typed"],"” in the history"],
  "found": [["count","plural",{"=0":"Nothing found","one":[["#"]," line"],"other":[["#"]," lines"]}]],
  "choose": "choose",
  "doIt": "do it",
  "allKeys": "All keys",
  "keysTitle": "All keys",
  "keysAnywhere": "Anywhere",
  "keysBatch": "The queue",
  "keysPlaces": "Go to",
  "keysPictures": "Pictures",
  "close": "Close",
  "key.move": "Go through the pictures",
  "key.extend": "Select more",
  "key.open": "Show details",
  "key.compare": "Compare at full size",
  "key.selectAll": "Select all",
  "key.toggle": "Select or leave out",
  "key.copy": "Copy pictures",
  "key.copyPaths": "Copy paths",
  "key.menu": "Menu",
  "key.remove": "Remove from the queue",
  "key.letGo": "Select nothing, close",
  "paste": "Paste pictures or files",
  "recent": "Add again",
});
