// Written by `npm run words` from en/batches.json.
import { area } from '../area.ts';

interface Needs {
  readonly "files": { readonly count: number };
  readonly "more": { readonly name: string | number; readonly count: number };
}

export const batchesWords = area<Needs>()('batches', {
  "files": [["count","plural",{"one":[["#"]," file"],"other":[["#"]," files"]}]],
  "more": [["name"]," and ",["count","plural",{"one":[["#"]," more"],"other":[["#"]," more"]}]],
  "pasted": "Pasted",
});
