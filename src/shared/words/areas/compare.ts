// Written by `npm run words` from en/compare.json.
import { area } from '../area.ts';

interface Needs {
  readonly "compareName": { readonly name: string | number };
  readonly "placeOfCount": { readonly place: string | number; readonly count: string | number };
  readonly "percentBefore": { readonly percent: string | number; readonly rest: string | number };
  readonly "zoomPercent": { readonly percent: string | number };
}

export const compareWords = area<Needs>()('compare', {
  "compareName": ["Compare ",["name"]],
  "back": "Back",
  "esc": "Esc",
  "placeOfCount": [["place"]," of ",["count"]],
  "previousPicture": "Previous picture",
  "nextPicture": "Next picture",
  "howToCompare": "How to compare",
  "slider": "Slider",
  "sideBySide": "Side by side",
  "beforeAfter": "Before and after",
  "percentBefore": [["percent"]," % before, ",["rest"]," % after"],
  "cannotBeShown": "One of the two cannot be shown. It may have been moved or removed.",
  "original": "Original",
  "leftPicture": "Left picture",
  "fit": "Fit",
  "zoomPercent": ["Zoom, ",["percent"]," %"],
  "closer": "Closer",
  "farther": "Farther",
  "results": "Results",
});
