// Written by `npm run words` from en/history.json.
import { area } from '../area.ts';

interface Needs {
  readonly "countForgotten": { readonly count: string | number };
  readonly "forgotCount": { readonly count: number };
  readonly "allForgottenPicturesWords": { readonly picturesWords: string | number };
  readonly "valueTheseTasksForgottenPicturesWords": { readonly value: string | number; readonly picturesWords: string | number };
  readonly "exportedCount": { readonly count: number };
  readonly "total": { readonly total: number };
  readonly "cancelFoundText": { readonly count: string | number };
  readonly "removeFoundText": { readonly count: string | number };
  readonly "acted.retry": { readonly count: number };
  readonly "acted.cancel": { readonly count: number };
  readonly "acted.remove": { readonly count: number };
}

export const historyWords = area<Needs>()('history', {
  "clearingHistory": "Clearing history",
  "countForgotten": [["count"]," forgotten"],
  "runAgain": "Run again",
  "undo": "Undo",
  "undone": "Undone",
  "history": "History",
  "olderThanWeek": "Older than a week",
  "olderThanMonth": "Older than a month",
  "olderThanYear": "Older than a year",
  "everything": "Everything",
  "forgotCount": [["count","plural",{"one":[["#"]," entry"],"other":[["#"]," entries"]}]," removed from the history"],
  "picturesStayWhereThey": "The pictures stay where they are.",
  "serviceRemovesTheirPicturesToo": "The service removes their pictures, too.",
  "clear": "Clear",
  "clearHistory": "Clear history?",
  "allForgottenPicturesWords": ["All entries, and what was added lately, are removed from the history. ",["picturesWords"]],
  "valueTheseTasksForgottenPicturesWords": [["value"],": these entries are removed from the history. ",["picturesWords"]],
  "nothingHereYet": "Nothing here yet",
  "everythingYouMakeKeptHere": "Everything you make is kept here, to be found and run again.",
  "notUnderstood": "Not understood",
  "lineAboveSaysWhatSearch": "The line above says what a search may say.",
  "nothingMatches": "Nothing matches",
  "tryFewerWordsOrOne": "Try fewer words, or one of the examples above.",
  "exportedCount": ["Exported ",["count","plural",{"one":[["#"]," picture"],"other":[["#"]," pictures"]}]],
  "export": "Export",
  "tableCSV": "As a table (CSV)…",
  "asJSON": "As JSON…",
  "searchHistory": "Search history",
  "searchNamesOrStatusFailed": "Search names, or status:failed",
  "manyTasks": "Many pictures",
  "total": [["total","plural",{"one":[["#"]," picture"],"other":[["#"]," pictures"]}]],
  "allFound": "All matches",
  "retryFound": "Retry what failed or was cancelled",
  "cancelFound": "Cancel what has not finished…",
  "removeFound": "Remove with their pictures…",
  "cancelFoundAsked": "Cancel all that is found?",
  "removeFoundAsked": "Remove all that is found?",
  "cancelFoundText": [["count"]," found. Those that wait or run are cancelled; you can retry them."],
  "removeFoundText": [["count"]," found. They are removed with their uploads and results. This cannot be undone."],
  "endThem": "Cancel them",
  "removeThem": "Remove them",
  "acted.retry": [["count","plural",{"one":[["#"]," picture"],"other":[["#"]," pictures"]}]," queued again"],
  "acted.cancel": [["count","plural",{"one":[["#"]," picture"],"other":[["#"]," pictures"]}]," cancelled"],
  "acted.remove": [["count","plural",{"one":[["#"]," picture"],"other":[["#"]," pictures"]}]," removed"],
});
