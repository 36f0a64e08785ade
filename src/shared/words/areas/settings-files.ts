// Written by `npm run words` from en/settings-files.json.
import { area } from '../area.ts';

interface Needs {
  readonly "noSettings": { readonly name: string | number; readonly problem: string | number };
  readonly "question": { readonly name: string | number };
  readonly "presetsAdded": { readonly count: number };
  readonly "watchedAdded": { readonly count: number };
  readonly "more": { readonly count: string | number };
}

export const settingsFilesWords = area<Needs>()('settings-files', {
  "noSettings": [["name"]," holds no settings: ",["problem"],"."],
  "tooLarge": "it is too large",
  "notJson": "it is not JSON, or damaged",
  "newer": "it was made by a newer Thumbline; update Thumbline to use it",
  "unreadable": "it cannot be read",
  "question": ["Take over the settings of ",["name"],"?"],
  "replaced": "Your settings and the recipe are replaced by those of the file.",
  "presetsAdded": [["count","plural",{"one":[["#"]," preset is"],"other":[["#"]," presets are"]}]," added."],
  "watchedAdded": [["count","plural",{"one":[["#"]," watched folder is"],"other":[["#"]," watched folders are"]}]," added, switched off."],
  "foldersNamed": "The file names these folders:",
  "more": ["and ",["count"]," more"],
  "notStored": "Nothing was imported: the disk is full or cannot be written to.",
  "goesOn": "Not everything could be saved. Thumbline finishes the import at its next start.",
  "takenOver": "The waiting settings were imported.",
  "yes": "Take over",
});
