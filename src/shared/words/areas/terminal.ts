// Written by `npm run words` from en/terminal.json.
import { area } from '../area.ts';

interface Needs {
  readonly "bar.doing": { readonly doing: string | number; readonly value: number; readonly total: number };
  readonly "bar.settled": { readonly settled: number; readonly total: number };
  readonly "bar.settledSoFar": { readonly settled: number; readonly total: number };
  readonly "bar.rate": { readonly count: number };
  readonly "bar.left": { readonly time: string | number };
  readonly "bar.failed": { readonly count: number };
  readonly "where": { readonly folders: string | number; readonly more: number };
  readonly "made": { readonly outputCount: number; readonly pictureCount: number; readonly time: string | number; readonly before: string | number; readonly after: string | number };
  readonly "count.failed": { readonly count: number };
  readonly "count.skipped": { readonly count: number };
  readonly "count.cancelled": { readonly count: number };
  readonly "larger": { readonly count: number };
  readonly "earlier": { readonly count: number };
  readonly "ownResults": { readonly count: number };
  readonly "leftOut": { readonly count: number };
  readonly "took": { readonly name: string | number; readonly time: string | number };
  readonly "files": { readonly count: number; readonly place: string | number; readonly size: string | number };
  readonly "folders": { readonly count: number };
  readonly "missing": { readonly outputs: string | number };
  readonly "cancelled": { readonly name: string | number };
  readonly "seconds": { readonly seconds: string | number };
  readonly "minutes": { readonly minutes: string | number; readonly seconds: string | number };
  readonly "hours": { readonly hours: string | number; readonly minutes: string | number };
}

export const terminalWords = area<Needs>()('terminal', {
  "bar.doing": [["doing"],"  ",["value","number"]," of ",["total","number"]],
  "bar.settled": [["settled","number"]," of ",["total","number"]],
  "bar.settledSoFar": [["settled","number"]," of ",["total","number"],"+"],
  "bar.rate": [["count","number"]," a second"],
  "bar.left": ["about ",["time"]," left"],
  "bar.failed": [["count","number"]," failed"],
  "where": ["The results are in ",["folders"],["more","plural",{"=0":"","one":[" and ",["#"]," more folder"],"other":[" and ",["#"]," more folders"]}],"."],
  "made": ["Made ",["outputCount","plural",{"one":[["#"]," thumbnail"],"other":[["#"]," thumbnails"]}]," from ",["pictureCount","plural",{"one":[["#"]," picture"],"other":[["#"]," pictures"]}]," in ",["time"]," (",["before"]," → ",["after"],")."],
  "count.failed": [["count","number"]," failed"],
  "count.skipped": [["count","number"]," skipped because nothing was to do"],
  "count.cancelled": [["count","number"]," cancelled"],
  "larger": [["count","plural",{"one":[["#"]," of them is"],"other":[["#"]," of them are"]}]," larger than the original: try a lower --quality or another --format."],
  "earlier": [["count","plural",{"one":[["#"]," picture was"],"other":[["#"]," pictures were"]}]," done before the interruption."],
  "ownResults": [["count","plural",{"one":[["#"]," thumbnail that Thumbline made skipped. Add --include-results to take it for pictures, too."],"other":[["#"]," thumbnails that Thumbline made skipped. Add --include-results to take them for pictures, too."]}]],
  "leftOut": [["count","plural",{"one":[["#"]," other file or folder"],"other":[["#"]," other files and folders"]}]," left out."],
  "stopped": "Stopped.",
  "nothing": "There are no pictures here, so there was nothing to do.",
  "took": [["name"]," took ",["time"],"."],
  "files": [["count","plural",{"one":[["#"]," file"],"other":[["#"]," files"]}]," in ",["place"]," (",["size"],")"],
  "folders": [["count","plural",{"one":[["#"]," folder"],"other":[["#"]," folders"]}]],
  "missing": ["Missing: ",["outputs"],"; the others are made."],
  "cancelled": [["name"],": Cancelled."],
  "seconds": [["seconds"]," s"],
  "minutes": [["minutes"]," min ",["seconds"]," s"],
  "hours": [["hours"]," h ",["minutes"]," min"],
});
