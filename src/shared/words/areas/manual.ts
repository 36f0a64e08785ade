// Written by `npm run words` from en/manual.json.
import { area } from '../area.ts';

interface Needs {
  readonly "exit.signal": { readonly interrupted: string | number; readonly terminated: string | number };
  readonly "exit.entry": { readonly meaning: string | number };
}

export const manualWords = area<Needs>()('manual', {
  "about.recipe": "Folders are walked. What is made of each picture is a recipe: the preset \"Thumbnail\" unless another one is named, changed\nby the options. A word that names a command is one when it comes first; a file of that name is ./name.",
  "about.names": "With - names are read from standard input, one a line; with -0 a NUL byte ends each, as find -print0 writes them.\n--files-from FILE reads them from a file. They may be typed names, too, but a recipe (*.thumbline.json) in a list is only a\nfile. Only together with --out - does - mean a picture: thumbline - --out - reads one from standard input and writes its\nthumbnail to standard output, and thumbline a.jpg --out - writes that of a file. A file called - is ./-.",
  "about.streams": "Results go to standard output, one line each (with --json one line of JSON, with --out - the bytes of the picture);\nprogress, what failed and the summary go to standard error. A closed pipe does not end a run, which goes on in silence; what\nonly prints, such as --dry-run, ends with 141. What cannot be written there (a full disk) is one line on the other stream, and exit code 1.",
  "about.colours": "Colours are for terminals. --color and --no-color go before the environment: FORCE_COLOR, NO_COLOR, CLICOLOR_FORCE\nand CLICOLOR, in this order.",
  "exit.done": "all succeeded or skipped",
  "exit.failed": "some failed",
  "exit.usage": "wrong usage",
  "exit.signal": ["stopped by the signal n: ",["interrupted"]," for Ctrl-C, ",["terminated"]," for SIGTERM"],
  "exit.entry": [["meaning"],"."],
  "title": "User Commands",
  "section.name": "NAME",
  "section.synopsis": "SYNOPSIS",
  "section.description": "DESCRIPTION",
  "section.options": "OPTIONS",
  "section.commands": "COMMANDS",
  "section.exit": "EXIT STATUS",
  "section.environment": "ENVIRONMENT",
  "name": "make thumbnails of pictures and of all pictures in folders",
  "command": "command",
  "environment.noColor": "No colours, whatever its value.",
  "environment.forceColor": "Colours even in a pipe; 0 for none. Goes before NO_COLOR.",
  "environment.cliColor": "0 for none, 1 for colours even in a pipe.",
  "environment.token": "The token for --server.",
});
