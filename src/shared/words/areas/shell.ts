// Written by `npm run words` from en/shell.json.
import { area } from '../area.ts';

export const shellWords = area<object>()('shell', {
  "queue": "Queue",
  "history": "History",
  "monitor": "Monitor",
  "settings": "Settings",
  "places": "Places",
  "badge.busy": "is working",
  "badge.problem": "has failures",
  "find": "Find a picture or a command",
});
