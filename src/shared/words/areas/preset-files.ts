// Written by `npm run words` from en/preset-files.json.
import { area } from '../area.ts';

interface Needs {
  readonly "notPreset": { readonly name: string | number; readonly problem: string | number };
  readonly "kept": { readonly fields: string | number };
}

export const presetFilesWords = area<Needs>()('preset-files', {
  "notPreset": [["name"]," is no preset: ",["problem"],"."],
  "kept": ["Not understood and kept as it is: ",["fields"],"."],
  "tooLarge": "it is too large",
  "notJson": "it is not JSON",
  "newer": "it was made by a newer Thumbline; update Thumbline to use it",
  "unreadable": "it cannot be read",
  "built-in": "This preset came with Thumbline and stays as it is.",
  "unknown": "This preset is not there any more.",
  "copy": "copy",
});
