// Written by `npm run words` from en/saving.json.
import { area } from '../area.ts';

interface Needs {
  readonly "withoutNameReasonMore": { readonly name: string | number; readonly reason: string | number; readonly more: number };
  readonly "countCount2": { readonly count: string | number; readonly count2: string | number };
  readonly "saved": { readonly kind: string | number; readonly count: number; readonly name: string | number };
}

export const savingWords = area<Needs>()('saving', {
  "withoutNameReasonMore": ["Without ",["name"],": ",["reason"],["more","plural",{"=0":"","one":[" ",["#"]," more file left out."],"other":[" ",["#"]," more files left out."]}]],
  "thumblineResults": "Thumbline results",
  "showFolder": "Show in folder",
  "saveResults": "Save results",
  "zipResults": "ZIP of the results…",
  "contactSheetHTML": "Contact sheet (HTML)…",
  "savingResults": "Saving results",
  "countCount2": [["count"]," of ",["count2"]],
  "saving": "Saving",
  "saved": [["kind","select",{"zip":["Saved ",["count","plural",{"one":[["#"]," result"],"other":[["#"]," results"]}]," in ",["name"]],"other":["Saved ",["count","plural",{"one":[["#"]," picture"],"other":[["#"]," pictures"]}]," in ",["name"]]}]],
  "left.gone": "It is not there any more.",
  "left.changed": "It was changed since it was made.",
  "left.unreadable": "Thumbline may not read it.",
});
