// Written by `npm run words` from en/asks.json.
import { area } from '../area.ts';

interface Needs {
  readonly "pastedTooLarge": { readonly size: string | number };
}

export const asksWords = area<Needs>()('asks', {
  "tooMany": "That is too much at once. Try again in a moment.",
  "tooLong": "That is too much at once. Add the folder instead, or fewer files.",
  "onlyFilesArePlanned": "Only files have a plan. Save the picture and add that.",
  "pastedTooLarge": ["Copied pictures can have ",["size"]," together. Save them as files and add those."],
  "pastedGone": "The copied picture is not there any more. Copy it again.",
});
