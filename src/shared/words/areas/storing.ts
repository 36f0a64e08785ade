// Written by `npm run words` from en/storing.json.
import { area } from '../area.ts';

interface Needs {
  readonly "damaged": { readonly what: string | number; readonly path: string | number };
  readonly "newer": { readonly what: string | number; readonly path: string | number };
  readonly "beside": { readonly path: string | number };
}

export const storingWords = area<Needs>()('storing', {
  "unwritable.stdout": "The output cannot be written.",
  "full.stdout": "The output cannot be written: the disk is full.",
  "unwritable.stderr": "Messages cannot be written.",
  "full.stderr": "Messages cannot be written: the disk is full.",
  "diskFull": "The disk on which Thumbline keeps its own files is full. Make room there, then try again.",
  "damaged": [["what","select",{"memory":"The memory of earlier runs","other":"The history"}]," could not be read and was put aside as ",["path"],". A new one begins."],
  "newer": [["what","select",{"memory":"The memory of earlier runs","other":"The history"}]," was made by a newer Thumbline and was put aside as ",["path"],". A new one begins."],
  "beside": ["The memory of earlier runs is from a newer Thumbline and stays with it. This version begins one of its own: ",["path"],"."],
  "foundDamaged": "Part of the history on disk is damaged. Start Thumbline again: it keeps the old history under another name and begins a new one.",
  "privateLost": "An interrupted batch that was not to be remembered could not be read. It was removed, and the rest of it will not be made.",
});
