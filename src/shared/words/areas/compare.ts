// Written by `npm run words` from en/compare.json.
import { area } from '../area.ts';

interface Needs {
  readonly "compareName": { readonly name: string | number };
  readonly "placeOfCount": { readonly place: string | number; readonly count: string | number };
  readonly "percentBefore": { readonly percent: string | number; readonly rest: string | number };
  readonly "zoomPercent": { readonly percent: string | number };
  readonly "madeWithMoveAndLook": { readonly made: string | number };
  readonly "percentThanOriginal": { readonly percent: string | number };
  readonly "recipeHasNoSuch": { readonly name: string | number };
  readonly "countAreMadeAgain": { readonly count: number };
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
  "dragOut": "Drag it to another program",
  "thisPictureOnly": "This picture only",
  "madeWithMoveAndLook": ["It was made as ",["made"],". Try another and look."],
  "quality": "Quality",
  "smaller": "smaller",
  "sharper": "sharper",
  "format": "Format",
  "percentThanOriginal": [["percent"]," against the original"],
  "makePictureAgain": "Make this one again",
  "makeBatchAgain": "Make the batch again",
  "putInRecipe": "Put it in the recipe",
  "recipeHasNoSuch": ["The recipe for the next pictures has no “",["name"],"”."],
  "pictureIsMadeAgain": "It is being made again, in place of the result before.",
  "pictureWasMadeAgain": "It was made again. This is the new one.",
  "pictureNotMadeAgain": "It could not be made again. The list says why.",
  "countAreMadeAgain": [["count","plural",{"one":[["#"]," picture is"],"other":[["#"]," pictures are"]}]," being made again, in place of the results before."],
  "recipeHasIt": "The recipe has it now. Pictures you add next are made so.",
});
