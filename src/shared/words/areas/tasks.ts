// Written by `npm run words` from en/tasks.json.
import { area } from '../area.ts';

interface Needs {
  readonly "cancelledCount": { readonly count: number };
  readonly "madeElsewhere": { readonly count: number; readonly folder: string | number };
  readonly "removedCount": { readonly count: number };
  readonly "runningAcceptedCountAgain": { readonly acceptedCount: number };
  readonly "descriptionSelected": { readonly description: string | number };
  readonly "descriptionProvisional": { readonly description: string | number };
  readonly "becomes": { readonly before: string | number; readonly after: string | number };
  readonly "becomesSaid": { readonly before: string | number; readonly after: string | number };
  readonly "countLarger": { readonly count: number };
  readonly "makingOutputCount": { readonly outputCount: number };
  readonly "count": { readonly count: number };
  readonly "succeededTotalDone": { readonly succeeded: string | number; readonly total: number };
  readonly "leftOut": { readonly count: number };
  readonly "ends.skipped": { readonly count: number };
  readonly "ends.cancelled": { readonly count: number };
  readonly "ends.failed": { readonly count: number };
  readonly "milliseconds": { readonly count: string | number };
  readonly "seconds": { readonly seconds: string | number };
  readonly "minutes": { readonly minutes: string | number };
  readonly "minutesSeconds": { readonly minutes: string | number; readonly seconds: string | number };
  readonly "hours": { readonly hours: string | number };
  readonly "hoursMinutes": { readonly hours: string | number; readonly minutes: string | number };
  readonly "someResultsGone": { readonly goneCount: number };
  readonly "tooManyToHandOut": { readonly most: number };
  readonly "copied.pictures": { readonly count: number };
  readonly "copied.paths": { readonly count: number };
  readonly "copied.markdown": { readonly count: number };
  readonly "copied.html": { readonly count: number };
  readonly "copied.data-addresses": { readonly count: number };
  readonly "copied.thumb-hashes": { readonly count: number };
  readonly "copied.colours": { readonly count: number };
  readonly "leftOutAsGone": { readonly goneCount: number };
  readonly "turned.remembered": { readonly count: number };
  readonly "tooManyToOpen": { readonly most: number };
}

export const tasksWords = area<Needs>()('tasks', {
  "hiddenFiles": "Hidden files",
  "systemFiles": "System files",
  "notPictures": "Not pictures",
  "thumbnailsMadeBefore": "Thumbnails made before",
  "couldNotRead": "Could not be read",
  "leftOutFolders": "Left out of the folders",
  "cancelledCount": ["Cancelled ",["count","plural",{"one":[["#"]," picture"],"other":[["#"]," pictures"]}]],
  "madeElsewhere": [["count","plural",{"one":[["#"]," picture goes"],"other":[["#"]," pictures go"]}]," to ",["folder"]," instead"],
  "takenThere.rename": "If a name is taken there, the next picture gets a number.",
  "takenThere.skip": "If a file is there already, its picture is skipped. Two pictures of one name get numbers.",
  "takenThere.overwrite": "If a file is there already, it is replaced. Two pictures of one name get numbers.",
  "takenThere.skip-unchanged": "What is there and has not changed stays. If another file has the name, the picture gets a number.",
  "takenThere.mixed": "If a file is there already, each recipe says what happens. Two pictures of one name get numbers.",
  "undo": "Undo",
  "filesStayWhereThey": "The files stay where they are.",
  "serviceRemovedPicturesToo": "The service has removed the pictures, too.",
  "removedCount": ["Removed ",["count","plural",{"one":[["#"]," picture"],"other":[["#"]," pictures"]}]],
  "runningAcceptedCountAgain": ["Running ",["acceptedCount","plural",{"one":[["#"]," picture"],"other":[["#"]," pictures"]}]," again"],
  "pictureCopied": "Picture copied",
  "pathCopied": "Path copied",
  "addressCopied": "Address copied",
  "tasks": "Tasks",
  "saveOriginal": "Save the original",
  "openOriginal": "Open the original",
  "showOriginalFolder": "Show the original in its folder",
  "open": "Open",
  "showFolder": "Show in folder",
  "showDetails": "Show details",
  "copyPicture": "Copy picture",
  "copyPath": "Copy path",
  "copyAddress": "Copy address",
  "retry": "Retry",
  "runAgainRecipe": "Run again with this recipe",
  "cancel": "Cancel",
  "remove": "Remove",
  "descriptionSelected": [["description"],", selected"],
  "descriptionProvisional": [["description"],", provisional preview"],
  "becomes": [["before"]," → ",["after"]],
  "becomesSaid": [["before"]," to ",["after"]],
  "provisional": "Preview",
  "larger": "larger",
  "countLarger": [["count","number"]," larger"],
  "makingOutputCount": ["Making ",["outputCount","plural",{"one":[["#"]," size"],"other":[["#"]," sizes"]}],"…"],
  "working": "Working…",
  "count": [["count","plural",{"one":[["#"]," result"],"other":[["#"]," results"]}]],
  "succeededTotalDone": [["succeeded"]," of ",["total","number"]," done"],
  "fewSeconds": "a few seconds",
  "today": "Today",
  "yesterday": "Yesterday",
  "leftOut": [["count","number"]," left out"],
  "ends.skipped": [["count","number"]," skipped"],
  "ends.cancelled": [["count","number"]," cancelled"],
  "ends.failed": [["count","number"]," failed"],
  "status.queued": "Waiting",
  "status.running": "Running",
  "status.succeeded": "Done",
  "status.failed": "Failed",
  "status.cancelled": "Cancelled",
  "status.skipped": "Skipped",
  "milliseconds": [["count"]," ms"],
  "seconds": [["seconds"]," s"],
  "minutes": [["minutes"]," min"],
  "minutesSeconds": [["minutes"]," min ",["seconds"]," s"],
  "hours": [["hours"]," h"],
  "hoursMinutes": [["hours"]," h ",["minutes"]," min"],
  "save": "Save",
  "compare": "Compare",
  "someResultsGone": [["goneCount","plural",{"one":[["#"]," result is"],"other":[["#"]," results are"]}]," not there any more. The rest comes along."],
  "tooManyToHandOut": ["Other programs can be given at most ",["most","number"]," pictures at once. Save them as a ZIP, or select fewer."],
  "copied.pictures": [["count","plural",{"one":"Picture copied","other":[["#"]," pictures copied"]}]],
  "copied.paths": [["count","plural",{"one":"Path copied","other":[["#"]," paths copied"]}]],
  "copied.markdown": [["count","plural",{"one":"Markdown copied","other":["Markdown of ",["#"]," results copied"]}]],
  "copied.html": [["count","plural",{"one":"HTML copied","other":["HTML of ",["#"]," results copied"]}]],
  "copied.data-addresses": [["count","plural",{"one":"Data address copied","other":[["#"]," data addresses copied"]}]],
  "copied.thumb-hashes": [["count","plural",{"one":"ThumbHash copied","other":[["#"]," ThumbHashes copied"]}]],
  "copied.colours": [["count","plural",{"one":"Average colour copied","other":[["#"]," average colours copied"]}]],
  "leftOutAsGone": [["goneCount","plural",{"one":[["#"]," result is"],"other":[["#"]," results are"]}]," not there any more."],
  "copy.pictures": "Copy pictures",
  "copy.paths": "Copy paths",
  "copyAs": "Copy as",
  "turn": "Turn",
  "turn.left": "Turn left",
  "turn.right": "Turn right",
  "turn.flip": "Mirror left and right",
  "turned.left": "Turned left",
  "turned.right": "Turned right",
  "turned.flip": "Mirrored left and right",
  "turned.remembered": [["count","plural",{"one":"Its results are made again. The original stays as it is; the turn is remembered with it.","other":["Results of ",["#"]," pictures are made again. The originals stay as they are; the turns are remembered with them."]}]],
  "copyAs.markdown": "Markdown",
  "copyAs.html": "HTML",
  "copyAs.data-addresses": "Data address",
  "copyAs.thumb-hashes": "Placeholder (ThumbHash)",
  "copyAs.colours": "Average colour",
  "share": "Share…",
  "copy": "Copy",
  "tooManyToOpen": ["At most ",["most","number"]," pictures can be opened at once. Select fewer, or show them in their folder."],
  "caveat.doubtful": "may be wrong",
  "caveat.incomplete": "parts left out",
  "caveat.first-frame-only": "first frame only",
  "caveat.damaged": "damaged",
  "doubt.doubtful": "May be wrong",
  "doubt.incomplete": "Parts left out",
  "doubt.first-frame-only": "First frame only",
  "doubt.damaged": "Damaged",
});
