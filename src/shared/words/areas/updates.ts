// Written by `npm run words` from en/updates.json.
import { area } from '../area.ts';

interface Needs {
  readonly "offered": { readonly version: string | number };
  readonly "downloading": { readonly version: string | number; readonly percent: number };
  readonly "ready": { readonly version: string | number };
  readonly "installing": { readonly version: string | number };
  readonly "installed": { readonly version: string | number };
}

export const updatesWords = area<Needs>()('updates', {
  "idle": "Not checked yet.",
  "checking": "Checking…",
  "current": "You have the newest version.",
  "offered": ["Thumbline ",["version"]," is available."],
  "downloading": ["Downloading Thumbline ",["version"],": ",["percent","number"]," %"],
  "ready": ["Thumbline ",["version"]," is ready. Your queue and history stay."],
  "installing": ["Thumbline ",["version"]," is being put in place…"],
  "installed": ["Thumbline ",["version"]," starts the next time you open it."],
});
