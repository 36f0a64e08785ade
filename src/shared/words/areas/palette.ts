// Written by `npm run words` from en/palette.json.
import { area } from '../area.ts';

interface Needs {
  readonly "pictures": { readonly count: number };
  readonly "outputs": { readonly count: number };
  readonly "batch.pause": { readonly title: string | number };
  readonly "batch.goOn": { readonly title: string | number };
  readonly "batch.cancelRest": { readonly title: string | number };
  readonly "findInQueue": { readonly typed: string | number };
  readonly "findInHistory": { readonly typed: string | number };
  readonly "found": { readonly count: number };
}

export const paletteWords = area<Needs>()('palette', {
  "title": "Find a picture or a command",
  "placeholder": "Find a picture, a command, a preset or a batch",
  "commands": "Commands",
  "presets": "Use a preset",
  "batches": "Batches",
  "settings": "Settings",
  "elsewhere": "Elsewhere",
  "pictures": [["count","plural",{"one":[["#"]," picture"],"other":[["#"]," pictures"]}]],
  "outputs": [["count","plural",{"one":[["#"]," size"],"other":[["#"]," sizes"]}]],
  "batch.pause": ["Pause “",["title"],"”"],
  "batch.goOn": ["Go on with “",["title"],"”"],
  "batch.cancelRest": ["Cancel what is left of “",["title"],"”"],
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
  "key.turnLeft": "Turn left",
  "key.turnRight": "Turn right",
  "key.flip": "Mirror left and right",
  "key.pauseBatch": "Pause the batch, or go on with it",
  "key.selectAll": "Select all",
  "key.toggle": "Select or leave out",
  "key.copy": "Copy pictures",
  "key.copyPaths": "Copy paths",
  "key.menu": "Menu",
  "key.remove": "Remove from the queue",
  "key.letGo": "Select nothing, close",
  "keysCompare": "While comparing",
  "compare.previous": "The picture before",
  "compare.next": "The next picture",
  "compare.closer": "Closer",
  "compare.farther": "Farther",
  "compare.whole": "All of the picture",
  "compare.pan": "Move what is seen",
  "compare.worse": "Lower the quality",
  "compare.better": "Raise the quality",
  "compare.result": "Which result",
  "compare.mode": "Slider or side by side",
  "compare.peek": "Only the original, while it is held",
  "compare.back": "Back to the list",
  "paste": "Paste pictures or files",
  "recent": "Add again",
});
