// Written by `npm run words` from en/options.json.
import { area } from '../area.ts';

interface Needs {
  readonly "position": { readonly choices: string | number };
  readonly "quality": { readonly qualities: string | number };
  readonly "quality.usual": { readonly quality: string | number; readonly format: string | number };
  readonly "looksSame": { readonly formats: string | number };
  readonly "sharpen": { readonly choices: string | number };
  readonly "chroma": { readonly formats: string | number; readonly choices: string | number };
  readonly "effort": { readonly formats: string | number };
  readonly "palette": { readonly formats: string | number };
  readonly "animation": { readonly formats: string | number; readonly choices: string | number };
  readonly "colourSpace": { readonly formats: string | number; readonly choices: string | number };
  readonly "progressive": { readonly formats: string | number };
  readonly "lossless": { readonly formats: string | number };
  readonly "conflict": { readonly choices: string | number };
  readonly "metadata": { readonly choices: string | number };
  readonly "page": { readonly formats: string | number };
  readonly "and": { readonly names: string | number; readonly last: string | number };
  readonly "or": { readonly names: string | number; readonly last: string | number };
  readonly "watch.settle": { readonly usual: string | number };
}

export const optionsWords = area<Needs>()('options', {
  "description": "Makes thumbnails of pictures and of all pictures in folders.",
  "paths": "pictures, folders and at most one recipe (*.thumbline.json); - reads names from standard input",
  "filesFrom": "read names from this file too, one a line; - is standard input",
  "null": "in that list a NUL byte ends a name, as find -print0 writes it",
  "out": "put results here, in the same folders as the sources; - writes one picture to standard output",
  "flat": "with --out: all in one folder",
  "beside": "put results in a folder of this name beside each picture",
  "desktopCache": "fill the desktop's own thumbnail cache (Linux)",
  "preset": "start from a preset: thumbnail, avatar, web, … or one of your own",
  "recipe": "start from a recipe file",
  "size": "box in pixels: 300x200, 300, 300x, x200",
  "longEdge": "the longer edge, whichever it is",
  "percent": "of the size of each picture",
  "position": ["what cover keeps: ",["choices"]],
  "focus": "a point that cover keeps, such as 0.3,0.25",
  "quality": ["usually ",["qualities"]],
  "quality.usual": [["quality"]," for ",["format"]],
  "looksSame": ["instead of a quality: the smallest file that looks the same, of ",["formats"]],
  "maxBytes": "no file is larger, such as 50KB: less quality, fewer colours, or it fails",
  "shrinkToFit": "with --max-bytes: fewer pixels rather than failing",
  "sharpen": ["after shrinking: ",["choices"]],
  "chroma": ["colour detail of ",["formats"],": ",["choices"]],
  "effort": ["0 is fast, 9 is small: ",["formats"]],
  "palette": ["how many colours a ",["formats"]," has"],
  "animation": ["moving ",["formats"],": ",["choices"]],
  "colourSpace": ["of ",["formats"],": ",["choices"]],
  "background": "behind and around the picture, such as #ffffff",
  "rounded": "round the corners: 12px, or 20% of the shorter edge",
  "progressive": [["formats"]," that appear step by step"],
  "lossless": [["formats"]," without any loss"],
  "enlarge": "make small pictures larger, too",
  "name": "file name, for example {name}-{width}.{ext}",
  "conflict": ["if a file is there: ",["choices"]],
  "metadata": ["to keep: ",["choices"]],
  "gps": "with --metadata all: keep where it was taken",
  "page": ["which page of a ",["formats"],"; other pictures have only one"],
  "trim": "first cut off borders of one colour; 0 exactly that colour, 5 with slight noise",
  "placeholders": "say a ThumbHash and the average colour of each result: with --json",
  "turn": "turn every picture clockwise: 90, 180, 270, or right, left",
  "flip": "mirror every picture left to right, after turning",
  "watermark": "draw this picture (at most 1 MB) on every result",
  "watermarkText": "draw this line of text on every result",
  "watermarkSize": "of the width of the result (25)",
  "watermarkOpacity": "100 hides what is behind it (60)",
  "watermarkMargin": "of the shorter edge of the result (3)",
  "keepOriginal": "as always where a new file would be larger and nothing changes; --no-keep-original makes it anyway",
  "keepDate": "give results the date of their original, which they else have of when they were made",
  "replaceSource": "let overwrite replace the pictures themselves; originals go to the trash",
  "includeResults": "take thumbnails of earlier runs for pictures, too",
  "jobs": "how many at once (default: one a core)",
  "timeout": "what takes longer fails (default: 60)",
  "maxMegapixels": "larger pictures fail (default: 300)",
  "maxFileMb": "larger files fail (default: 2000)",
  "onFull": "results that find no room or may not be written, and pictures whose drive is gone: fail, or wait until it is over (default: fail)",
  "server": "let a Thumbline server make the pictures",
  "token": "for --server (or the environment variable THUMBLINE_TOKEN)",
  "zip": "afterwards, pack what was made into this file (*.zip)",
  "contactSheet": "afterwards, write a page that shows what was made (*.html)",
  "fresh": "start anew where the same command was interrupted, rather than going on",
  "noHistory": "remember nothing of the run once it is over: no undo, and no later run knows what it made",
  "dryRun": "say what would be made and write nothing",
  "json": "one line of JSON for each picture",
  "quiet": "say only what failed",
  "verbose": "name every file that is made, and how long it took",
  "color": "colours even in a pipe",
  "noColor": "no colours",
  "version": "print the version",
  "help": "print this",
  "and": [["names"]," and ",["last"]],
  "or": [["names"]," or ",["last"]],
  "heading.usage": "Usage:",
  "heading.arguments": "Arguments:",
  "heading.options": "Options:",
  "heading.commands": "Commands:",
  "commands": "Commands (a file of that name is ./name):",
  "command.watch": "make what comes into folders, until it is stopped",
  "command.resume": "go on with a run that was interrupted",
  "command.undo": "move what the last run made to the trash",
  "command.presets": "list every preset, your own from the app too",
  "command.settings": "write the settings of the app to a file, or take over one",
  "command.formats": "say what can be read and written, and by what",
  "command.doctor": "say how far the decoder is closed off here",
  "command.serve": "make thumbnails over HTTP",
  "command.worker": "make pictures for a service on another machine",
  "command.completion": "print what lets a shell complete words: bash, zsh, fish",
  "command.man": "print the manual page: thumbline man | man -l -",
  "command.help": "print this, or the help of a command",
  "examples": "Examples:\n  thumbline photos                             thumbnails beside each picture\n  thumbline --out small --size 400 photos      the tree of photos again, in small\n  thumbline --preset web --out public *.jpg    six files from each picture\n  thumbline --json photos | jq .               one line a picture, for programs\n  find . -name '*.png' | thumbline -           the pictures whose names come in\n  thumbline - --out - < a.jpg > small.jpg      one picture in, one out",
  "watch": "Makes what comes into folders, until Ctrl-C ends it. What is there already and was not made is made first.\nResults are never taken for pictures, and a picture that changes has its results made anew.",
  "watch.paths": "folders and at most one recipe (*.thumbline.json)",
  "watch.onlyNew": "leave what is there already as it is",
  "watch.subfolders": "only what is in the folder itself",
  "watch.settle": ["wait until a file has not changed for so long (default: ",["usual"],")"],
  "watch.kinds": "only these: jpg,png,heic",
  "watch.names": "only names like these, or not like these: IMG_*,!*draft*",
  "watch.minSize": "leave out smaller files: 50KB",
  "watch.maxSize": "leave out larger files: 20MB",
  "watch.newerThan": "leave out what changed longer ago",
  "resume": "Goes on with a run that was interrupted: what is done is not done again.\nThe same command, typed again, does so, too.",
  "resume.run": "which run, as --list names it (default: the last one)",
  "resume.list": "say what can go on, newest first",
  "resume.json": "answer in JSON, as the run does",
  "undo": "Moves what a run made to the trash, and puts originals back that it replaced.\nWhat was changed since stays and is named.",
  "undo.list": "say what can be undone, newest first",
  "answerJson": "answer in JSON",
});
