// Written by `npm run words` from en/menu.json.
import { area } from '../area.ts';

export const menuWords = area<object>()('menu', {
  "file": "&File",
  "chooseFiles": "Choose Files…",
  "chooseFolder": "Choose Folder…",
  "edit": "&Edit",
  "undoLastBatch": "Undo Last Batch…",
  "substitutions": "Substitutions",
  "speech": "Speech",
  "queue": "&Queue",
  "pause": "Pause",
  "resume": "Resume",
  "cancelAll": "Cancel All",
  "retryFailed": "Retry Failed",
  "clearFinished": "Clear Finished",
  "view": "&View",
  "place.queue": "Queue",
  "place.history": "History",
  "place.monitor": "Monitor",
  "place.settings": "Settings",
  "search": "Search",
  "licences": "Licences",
});
