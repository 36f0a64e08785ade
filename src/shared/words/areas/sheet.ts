// Written by `npm run words` from en/sheet.json.
import { area } from '../area.ts';

interface Needs {
  readonly "pictures": { readonly count: number };
  readonly "failed": { readonly count: number };
  readonly "more": { readonly size: string | number; readonly count: number };
}

export const sheetWords = area<Needs>()('sheet', {
  "title": "Chosen pictures",
  "noPicture": "No picture",
  "pictures": [["count","plural",{"one":[["#"]," picture"],"other":[["#"]," pictures"]}]],
  "failed": [["count","plural",{"one":[["#"]," picture"],"other":[["#"]," pictures"]}]," could not be made"],
  "more": [["size"]," and ",["count","number"]," more"],
});
