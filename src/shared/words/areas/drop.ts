// Written by `npm run words` from en/drop.json.
import { area } from '../area.ts';

interface Needs {
  readonly "dropToMake": { readonly name: string | number };
}

export const dropWords = area<Needs>()('drop', {
  "chooseFiles": "Choose files…",
  "chooseFolder": "Choose folder…",
  "dropImagesOrFolders": "Drop images or folders",
  "originalsNeverTouched": "Originals are never touched.",
  "chooseFiles2": "Choose files",
  "chooseFolder2": "Choose folder",
  "orPasteCopiedPictures": "or paste copied pictures",
  "seePlanFirst": "See the plan first",
  "trySamplePictures": "Try it with the sample pictures",
  "dropHereSeePlanFirst": "Drop here to see the plan first",
  "dropToMake": ["Drop to make “",["name"],"”"],
});
