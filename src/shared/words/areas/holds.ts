// Written by `npm run words` from en/holds.json.
import { area } from '../area.ts';

interface Needs {
  readonly "readOnly": { readonly folders: string | number };
  readonly "mayNotWrite": { readonly folders: string | number };
  readonly "outOfReach": { readonly folders: string | number; readonly count: number };
  readonly "driveGone": { readonly count: number; readonly folders: string | number };
  readonly "crashLoop": { readonly count: number };
  readonly "freeBytes": { readonly bytes: string | number };
  readonly "bringBack": { readonly count: number };
  readonly "connectAgain": { readonly count: number };
  readonly "namesAndLast": { readonly names: string | number; readonly last: string | number };
  readonly "namesAndMore": { readonly names: string | number; readonly more: number };
  readonly "thenResume": { readonly what: string | number; readonly remedy: string | number };
  readonly "itWaits": { readonly what: string | number; readonly remedy: string | number };
  readonly "partWaits": { readonly what: string | number; readonly remedy: string | number };
  readonly "partFromWaits": { readonly what: string | number; readonly remedy: string | number };
  readonly "thenStart": { readonly what: string | number; readonly remedy: string | number };
}

export const holdsWords = area<Needs>()('holds', {
  "historyFull": "The disk that holds the history of Thumbline is full",
  "historyRefuses": "Thumbline cannot store its history",
  "diskFull": "The disk is full",
  "readOnly": ["The disk of ",["folders"]," is read-only"],
  "mayNotWrite": ["Thumbline may not write to ",["folders"]],
  "outOfReach": [["folders"]," ",["count","plural",{"one":"is","other":"are"}]," out of reach"],
  "driveGone": ["The ",["count","plural",{"one":"drive","other":"drives"}]," with the pictures, ",["folders"],", ",["count","plural",{"one":"is","other":"are"}]," gone"],
  "crashLoop": ["The decoder crashed at ",["count","number"]," pictures within a minute"],
  "makeRoom": "make room there",
  "allowWriting": "allow writing there",
  "freeBytes": ["free ",["bytes"]],
  "bringBack": ["bring ",["count","plural",{"one":"it","other":"them"}]," back"],
  "connectAgain": ["connect ",["count","plural",{"one":"it","other":"them"}]," again"],
  "closePrograms": "close other programs if memory is short",
  "namesAndLast": [["names"]," and ",["last"]],
  "namesAndMore": [["names"]," and ",["more","number"]," more"],
  "thenResume": [["what"],": ",["remedy"],", then Resume."],
  "itWaits": [["what"],": ",["remedy"],". It waits and goes on by itself."],
  "partWaits": [["what"],": ",["remedy"],". What goes there waits."],
  "partFromWaits": [["what"],": ",["remedy"],". What lies there waits."],
  "thenStart": [["what"],": ",["remedy"],", then start it again."],
});
