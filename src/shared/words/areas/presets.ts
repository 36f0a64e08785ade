// Written by `npm run words` from en/presets.json.
import { area } from '../area.ts';

interface Needs {
  readonly "noneFound": { readonly text: string | number };
  readonly "use": { readonly name: string | number };
  readonly "more": { readonly name: string | number };
  readonly "sizes": { readonly count: number };
  readonly "andMore": { readonly first: string | number; readonly count: string | number };
}

export const presetsWords = area<Needs>()('presets', {
  "title": "Presets",
  "allPresets": "All presets",
  "search": "Search presets",
  "noneFound": ["No preset is called or makes “",["text"],"”."],
  "yourOwn": "Your own",
  "cameWith": "Came with Thumbline",
  "makeYourOwn": "Change any recipe and save it: it is listed here.",
  "openFile": "Open a file…",
  "use": ["Use ",["name"]],
  "more": ["More about ",["name"]],
  "moveEarlier": "Move earlier",
  "moveLater": "Move later",
  "putInFolder": "Put in a folder…",
  "folder": "Folder",
  "folderText": "Presets with the same folder stand together. Leave it empty for none.",
  "rename": "Rename…",
  "remove": "Remove",
  "sizes": [["count","plural",{"one":[["#"]," size"],"other":[["#"]," sizes"]}]],
  "andMore": [["first"],", and ",["count"]," more"],
  "addPicture": "Add a picture to see what this makes of it.",
  "wouldMake": "What it would make",
  "thumbnail": "One small picture within 100 × 100. The one you start with.",
  "avatar": "A square of 256, cut to what matters.",
  "web": "320, 640 and 1280, each as WebP and as JPEG.",
  "shop": "Squares of 2048 and 400 on white, the whole article in sight.",
  "email": "1600 at most along the longer edge, and never above 1 MB.",
  "social": "Square, link, portrait, story and video, cut to what matters. Sizes of November 2026.",
  "appIcons": "16 to 1024 as PNG, with one file for Windows and one for the Mac.",
  "websiteIcons": "favicon.ico, 180, 192 and 512, with the HTML for the page.",
  "retina": "@1x, @2x and @3x of the same picture.",
  "contactSheet": "For a printed page: five across A4 or Letter at 300 dpi. Then Save results, Contact sheet, and print it.",
  "archive": "3840 at most, at high quality, with everything the camera noted but the place.",
  "desktopCache": "Thumbnails where your file manager looks for them.",
  "choose": "Use",
  "close": "Close",
});
