// Written by `npm run words` from en/ui.json.
import { area } from '../area.ts';

interface Needs {
  readonly "lessLabel": { readonly label: string | number };
  readonly "moreLabel": { readonly label: string | number };
  readonly "labelPercentFromLeftPercent2": { readonly label: string | number; readonly percent: string | number; readonly percent2: string | number };
}

export const uiWords = area<Needs>()('ui', {
  "cancel": "Cancel",
  "lessLabel": ["Less: ",["label"]],
  "moreLabel": ["More: ",["label"]],
  "labelPercentFromLeftPercent2": [["label"],", ",["percent"]," % from the left, ",["percent2"]," % from the top"],
  "dragOrUseArrowKeys": "Drag, or use the arrow keys",
  "loading": "Loading…",
  "clearSearch": "Clear search",
});
