// Written by `npm run words` from en/server.json.
import { area } from '../area.ts';

interface Needs {
  readonly "connected": { readonly workers: number };
}

export const serverWords = area<Needs>()('server', {
  "checking": "Asking the server…",
  "connected": ["Connected, ",["workers","plural",{"one":[["#"]," worker"],"other":[["#"]," workers"]}],"."],
  "noWorkers": "Connected, but it has no workers. Pictures are made on this computer.",
  "away": "The server does not answer. Pictures are made on this computer.",
  "older": "The server is too old for some of what you ask. Pictures are made on this computer.",
  "refused": "The server refuses this token. Pictures are made on this computer.",
  "wantsToken": "The server wants a token. Pictures are made on this computer.",
  "strange": "What answers there is no Thumbline server. Pictures are made on this computer.",
});
