/** What is said of the terminal in the guide and in the manual page, one paragraph each. */
export const about: readonly string[] = [
  `Folders are walked. What is made of each picture is a recipe: the preset "Thumbnail" unless another one is named, changed
by the options. A word that names a command is one when it comes first; a file of that name is ./name.`,
  `With - names are read from standard input, one a line; with -0 a NUL byte ends each, as find -print0 writes them.
--files-from FILE reads them from a file. They may be typed names, too, but a recipe (*.thumbline.json) in a list is only a
file. Only together with --out - does - mean a picture: thumbline - --out - reads one from standard input and writes its
thumbnail to standard output, and thumbline a.jpg --out - writes that of a file. A file called - is ./-.`,
  `Results go to standard output, one line each (with --json one line of JSON, with --out - the bytes of the picture);
progress, what failed and the summary go to standard error. A closed pipe does not end a run, which goes on in silence; what
only prints, such as --dry-run, ends with 141. What cannot be written there (a full disk) is one line on the other stream, and exit code 1.`,
  `Colours are for terminals. --color and --no-color go before the environment: FORCE_COLOR, NO_COLOR, CLICOLOR_FORCE
and CLICOLOR, in this order.`,
];
