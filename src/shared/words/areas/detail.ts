// Written by `npm run words` from en/detail.json.
import { area } from '../area.ts';

interface Needs {
  readonly "asFormat": { readonly format: string | number };
  readonly "pageCountCount2": { readonly count: string | number; readonly count2: string | number };
  readonly "qualityQuality": { readonly quality: string | number };
  readonly "colours": { readonly colours: number };
  readonly "lengthOutputs": { readonly length: string | number };
  readonly "percentBeforeValueAfter": { readonly percent: string | number; readonly value: string | number };
  readonly "ranDuration": { readonly duration: string | number };
  readonly "onWorker": { readonly worker: string | number };
  readonly "waitedDuration": { readonly duration: string | number };
  readonly "startedAttemptAttempt": { readonly attempt: string | number };
  readonly "tookDuration": { readonly duration: string | number };
  readonly "adviceNotMadeFailedOthers": { readonly advice: string | number; readonly failed: string | number };
  readonly "recipe": { readonly name: string | number };
}

export const detailWords = area<Needs>()('detail', {
  "lowerQuality": "Lower quality",
  "asFormat": ["As ",["format"]],
  "technicalDetails": "Technical details",
  "htmlWebPage": "HTML for a web page",
  "htmlHeadYourPages": "HTML for the head of your pages",
  "copyHtml": "Copy HTML",
  "pageCountCount2": ["page ",["count"]," of ",["count2"]],
  "aboutTask": "About this picture",
  "source": "Source",
  "qualityQuality": ["quality ",["quality"]],
  "colours": [["colours","plural",{"one":[["#"]," colour"],"other":[["#"]," colours"]}]],
  "largerThanOriginal": "larger than the original",
  "output": "Result",
  "lengthOutputs": [["length"]," results"],
  "open": "Open",
  "save": "Save",
  "showFolder": "Show in folder",
  "copyPicture": "Copy picture",
  "copyPath": "Copy path",
  "copyAddress": "Copy address",
  "before": "Before",
  "after": "After",
  "dragOut": "Drag it to another program",
  "beforeAfter": "Before and after",
  "percentBeforeValueAfter": [["percent"]," % before, ",["value"]," % after"],
  "ranDuration": ["ran ",["duration"]],
  "onWorker": ["on ",["worker"]],
  "waitedDuration": ["waited ",["duration"]],
  "startedAttemptAttempt": ["Started, attempt ",["attempt"]],
  "decoderCrashed": "The decoder crashed.",
  "tookDuration": [", took ",["duration"]],
  "makeSmaller": "Make it smaller",
  "adviceNotMadeFailedOthers": [["advice"]," Not made: ",["failed"],". The others are there."],
  "retryMakesThumbnailAllSame": " Retry makes a thumbnail of it all the same.",
  "details": "Details",
  "compareFullSize": "Compare at full size",
  "previous": "Previous",
  "next": "Next",
  "closeDetails": "Close details",
  "esc": "Esc",
  "retry": "Retry",
  "runAgainRecipe": "Run again with the recipe",
  "cancel": "Cancel",
  "showOriginalFolder": "Show the original in its folder",
  "saveOriginal": "Save the original",
  "remove": "Remove",
  "recipe": ["Recipe “",["name"],"”"],
  "started": "Started",
  "added": "Added",
});
