// Written by `npm run words` from en/web.json.
import { area } from '../area.ts';

interface Needs {
  readonly "saving": { readonly count: number };
  readonly "notExported": { readonly hint: string | number };
}

export const webWords = area<Needs>()('web', {
  "away": "The service does not answer.",
  "notAllowed": "Your token does not allow that.",
  "notHere": "A browser cannot do that.",
  "pictureGone": "This picture is not there any more.",
  "copyNeedsHttps": "Browsers copy only from pages with https.",
  "pictureNotCopied": "This browser cannot copy the picture. Save it instead.",
  "addressNotCopied": "This browser does not let the address be copied.",
  "queueFull": "The queue is full. The rest is sent as soon as there is room.",
  "saving": ["The browser is saving ",["count","plural",{"one":[["#"]," result"],"other":[["#"]," results"]}],"."],
  "notExported": ["Nothing was exported. ",["hint"]],
});
