// Written by `npm run words` from en/drop.json.
import { area } from '../area.ts';

interface Needs {
  readonly "dropToMake": { readonly name: string | number };
  readonly "recipeNow": { readonly what: string | number };
  readonly "watchedNow": { readonly count: number };
}

export const dropWords = area<Needs>()('drop', {
  "chooseFiles": "Choose files…",
  "chooseFolder": "Choose folder…",
  "dropImagesOrFolders": "Drop pictures or folders. Get small ones back.",
  "originalsNeverTouched": "Originals are never changed.",
  "chooseFiles2": "Choose files",
  "chooseFolder2": "Choose folder",
  "orPasteCopiedPictures": "You can also paste copied pictures and files",
  "seePlanFirst": "See the plan first",
  "trySamplePictures": "Try the samples",
  "dropHereSeePlanFirst": "Drop here to see the plan first",
  "dropToMake": ["Drop to make “",["name"],"”"],
  "nothingLeaves": "Originals are never changed, and nothing leaves this computer.",
  "noPicturesAtHand": "No pictures at hand?",
  "samplesSay": "See seven of ours made in about a second.",
  "recipeSays": "A recipe says what to make",
  "recipeNow": ["Of each picture now: ",["what"]],
  "chooseRecipe": "Choose a recipe",
  "sureFirst": "Want to be sure first?",
  "planSays": "The plan names every file that would be written, before any is.",
  "keepsFilling": "A folder that keeps filling?",
  "watchSays": "What comes into a watched folder is made by itself.",
  "watchedNow": [["count","plural",{"one":[["#"]," folder is"],"other":[["#"]," folders are"]}]," watched: what comes in is made by itself."],
  "watchFolder": "Watch a folder…",
  "showWatched": "Show watched folders",
  "nothingToSee": "Nothing here yet",
  "tokenOnlyLooks": "Your token lets you look. What others send appears here.",
});
