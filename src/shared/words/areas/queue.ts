// Written by `npm run words` from en/queue.json.
import { area } from '../area.ts';

interface Needs {
  readonly "countBatches": { readonly count: number };
  readonly "automaticCoreCount": { readonly coreCount: string | number };
  readonly "runCountAgain": { readonly count: number };
  readonly "aSecond": { readonly rate: string | number };
  readonly "largerThanOriginal": { readonly count: string | number };
  readonly "displayNameNotAdded": { readonly displayName: string | number };
  readonly "countCouldNotAdded": { readonly count: number };
  readonly "moreMore": { readonly more: string | number };
  readonly "addedQuotedPresets": { readonly quoted: string | number };
  readonly "atATime": { readonly atOnce: number };
  readonly "lookingThroughFolders": { readonly found: number };
  readonly "failed": { readonly count: number };
  readonly "aboutLeft": { readonly time: string | number };
  readonly "undoneOfBatches": { readonly undone: string | number; readonly batchCount: number };
  readonly "selected": { readonly count: number };
  readonly "recipeSizes": { readonly name: string | number; readonly count: number };
  readonly "folderBesideEach": { readonly folder: string | number };
  readonly "pictures": { readonly count: number };
  readonly "originalsWeigh": { readonly size: string | number };
  readonly "resultsWeigh": { readonly size: string | number };
  readonly "lighter": { readonly size: string | number; readonly saved: string | number };
  readonly "larger": { readonly size: string | number };
  readonly "tryAgain": { readonly count: number };
  readonly "tryAgainOf": { readonly count: number; readonly title: string | number };
  readonly "showInFolderOf": { readonly title: string | number };
  readonly "moreOf": { readonly title: string | number };
  readonly "goOnWith": { readonly title: string | number };
  readonly "showCause": { readonly count: number };
  readonly "showCauseOf": { readonly count: number; readonly title: string | number };
  readonly "anotherFolderOf": { readonly title: string | number };
  readonly "bytesInOut": { readonly read: string | number; readonly written: string | number };
  readonly "filterCount": { readonly filter: string | number; readonly count: number };
}

export const queueWords = area<Needs>()('queue', {
  "batchProgress": "Batch progress",
  "countBatches": [["count","number"]," batches"],
  "automatic": "Automatic",
  "automaticCoreCount": ["Automatic (",["coreCount"],")"],
  "plan": "Plan",
  "runAgainRecipe": "Run again with this recipe",
  "runCountAgain": ["Run ",["count","plural",{"one":[["#"]," picture"],"other":[["#"]," pictures"]}]," again"],
  "dropImages": "Drop images",
  "showInFolder": "Show in folder",
  "retryFailed": "Retry failed",
  "resume": "Resume",
  "pause": "Pause",
  "cancelAll": "Cancel all",
  "clearFinished": "Clear finished",
  "planWhatWaits": "Plan of what waits",
  "more": "More",
  "seePlanFiles": "See the plan of files…",
  "seePlanFolder": "See the plan of a folder…",
  "add": "Add…",
  "chooseFiles": "Choose files…",
  "chooseFolder": "Choose folder…",
  "grid": "Grid",
  "list": "List",
  "view": "View",
  "show": "Show",
  "all": "All",
  "searchNames": "Search names",
  "onTheServer": "On the server",
  "tokenRefused": "Token refused",
  "serverAway": "Server away",
  "serverUnusable": "Server unusable",
  "paused": "Paused",
  "aSecond": [["rate"]," a second"],
  "undone": "Undone",
  "nothingYet": "Nothing yet",
  "largerThanOriginal": [["count"]," larger than the original"],
  "selectedTasks": "Selected pictures",
  "retry": "Retry",
  "cancel": "Cancel",
  "runAgain": "Run again",
  "remove": "Remove",
  "clearSelection": "Clear selection",
  "esc": "Esc",
  "nothingHereMatches": "Nothing here matches.",
  "showAll": "Show all",
  "name": "Name",
  "status": "Status",
  "source": "Source",
  "dimensions": "Dimensions",
  "result": "Result",
  "time": "Time",
  "nothingAdd": "There was nothing to add.",
  "displayNameNotAdded": [["displayName"]," was not added"],
  "countCouldNotAdded": [["count","plural",{"one":[["#"]," item"],"other":[["#"]," items"]}]," could not be added"],
  "moreMore": [" and ",["more"]," more"],
  "addedQuotedPresets": ["Added ",["quoted"]," to the presets"],
  "atATime": [["atOnce","plural",{"one":[["#"]," picture"],"other":[["#"]," pictures"]}]," at once"],
  "lookingThroughFolders": ["Looking through folders… ",["found","number"]," found"],
  "failed": [["count","number"]," failed"],
  "aboutLeft": ["about ",["time"]," left"],
  "undoneOfBatches": [["undone"]," of ",["batchCount","plural",{"one":[["#"]," batch"],"other":[["#"]," batches"]}]," undone"],
  "selected": [["count","plural",{"one":[["#"]," picture"],"other":[["#"]," pictures"]}]," selected"],
  "recipeSizes": [["name"]," · ",["count","plural",{"one":[["#"]," size"],"other":[["#"]," sizes"]}]],
  "folderBesideEach": [["folder"],", beside each picture"],
  "besideEach": "beside each picture",
  "placeOfDesktop": "the file manager’s own place",
  "pictures": [["count","plural",{"one":[["#"]," picture"],"other":[["#"]," pictures"]}]],
  "originalsWeigh": ["Originals, ",["size"]],
  "resultsWeigh": ["Results, ",["size"]],
  "lighter": [["size"]," lighter, ",["saved"]],
  "larger": [["size"]," larger"],
  "tryAgain": ["Try ",["count","number"]," again"],
  "tryAgainOf": ["Try ",["count","number"]," again: ",["title"]],
  "showInFolderOf": ["Show in folder: ",["title"]],
  "moreOf": ["More: ",["title"]],
  "moreOfSelected": "More for what is selected",
  "undoThis": "Undo…",
  "verb.pause": "Pause this batch",
  "verb.goOn": "Go on",
  "verb.cancelRest": "Cancel what is left",
  "goOnWith": ["Go on: ",["title"]],
  "removeBatch": "Remove from the list",
  "whyFailed": "Why some failed",
  "showCause": ["Show ",["count","plural",{"one":"it","other":"them"}]],
  "showCauseOf": ["Show ",["count","plural",{"one":"it","other":"them"}],": ",["title"]],
  "anotherFolder": "Choose another folder…",
  "anotherFolderOf": ["Choose another folder: ",["title"]],
  "bytesInOut": [["read"]," in, ",["written"]," out"],
  "filterCount": [["filter"]," ",["count","number"]],
  "pictureSize": "Size of the pictures",
  "queue": "Queue",
  "notRemembered": "Not remembered",
  "notRememberedHint": "Gone once you close Thumbline: it is in no history, and no later run knows what it made. Until then you can undo it.",
  "nextNotRemembered": "The next batch will not be remembered.",
  "rememberNext": "Remember it",
});
