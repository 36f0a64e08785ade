// Written by `npm run words` from en/help.json.
import { area } from '../area.ts';

interface Needs {
  readonly "pictures": { readonly count: number };
}

export const helpWords = area<Needs>()('help', {
  "guide": "Guide",
  "chapters": "Chapters",
  "close": "Close",
  "report": "Report a problem",
  "reportHow": "Say what you did and what happened, and add these details. Send both to whoever gave you Thumbline.",
  "reportPrivate": "No names of files or folders are in it, and nothing is sent by itself.",
  "details": "Details for a report",
  "copyDiagnostics": "Copy diagnostics",
  "copied": "Diagnostics copied",
  "about": "About Thumbline",
  "motto": "Small pictures from large ones, without waiting.",
  "version": "Version",
  "madeSoFar": "Made so far",
  "pictures": [["count","plural",{"one":[["#"]," picture"],"other":[["#"]," pictures"]}]],
  "licence": "Licence",
  "licenceName": "MIT",
  "licences": "Licences of its parts",
});
