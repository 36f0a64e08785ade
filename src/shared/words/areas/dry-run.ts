// Written by `npm run words` from en/dry-run.json.
import { area } from '../area.ts';

interface Needs {
  readonly "output": { readonly source: string | number; readonly path: string | number; readonly width: string | number; readonly height: string | number; readonly action: string | number };
  readonly "would": { readonly outputs: number; readonly pictures: number; readonly skipped: number; readonly failed: number };
  readonly "guess": { readonly size: string | number; readonly time: string | number };
  readonly "guess.free": { readonly size: string | number; readonly time: string | number; readonly free: string | number };
  readonly "taken": { readonly count: number };
}

export const dryRunWords = area<Needs>()('dry-run', {
  "output": [["source"]," → ",["path"]," (",["width"]," × ",["height"],["action","select",{"rename":", renamed","overwrite":", overwrites","other":""}],")"],
  "would": ["Would make ",["outputs","plural",{"one":[["#"]," thumbnail"],"other":[["#"]," thumbnails"]}]," from ",["pictures","plural",{"one":[["#"]," picture"],"other":[["#"]," pictures"]}],", skip ",["skipped","number"],", fail on ",["failed","number"],". Nothing was written."],
  "guess": ["About ",["size"]," in ",["time"],"."],
  "guess.free": ["About ",["size"]," in ",["time"],", ",["free"]," free."],
  "taken": [["count","plural",{"one":[["#"]," name"],"other":[["#"]," names"]}]," taken."],
});
