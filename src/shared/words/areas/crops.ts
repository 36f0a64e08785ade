// Written by `npm run words` from en/crops.json.
import { area } from '../area.ts';

interface Needs {
  readonly "makingCountAgain": { readonly count: number };
  readonly "count": { readonly count: number };
  readonly "makeMovedCountAgain": { readonly movedCount: number };
}

export const cropsWords = area<Needs>()('crops', {
  "checkCrops": "Check crops",
  "makingCountAgain": ["Making ",["count","plural",{"one":[["#"]," picture"],"other":[["#"]," pictures"]}]," again"],
  "pointKeep": "Point to keep",
  "pointProposed": "Point to keep, proposed",
  "proposed": "Proposed, as it may draw the eye. Nothing changes until you drag it, move it with the arrow keys, or take it as it is.",
  "takeProposed": "Take this point",
  "plainBordersCutOffFirst": "Plain borders are cut off first, so the crops below stay as they are until it is made again.",
  "asItWas": "As it was",
  "crops": "Crops",
  "notMade": "Not made",
  "moved": "moved",
  "backQueue": "Back to the queue",
  "count": [["count","plural",{"one":[["#"]," picture"],"other":[["#"]," pictures"]}]],
  "makeAgain": "Make again",
  "makeMovedCountAgain": ["Make ",["movedCount","plural",{"one":[["#"]," picture"],"other":[["#"]," pictures"]}]," again"],
  "dragPoint": "Drag the point to what must be seen, or use the arrow keys. It is kept in every size.",
});
