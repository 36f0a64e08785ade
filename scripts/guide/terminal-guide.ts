import { commandLine } from '../../src/cli/args/options.ts';
import { about, exitCodes } from '../../src/cli/commands/about.ts';

const introduction = `# Thumbline in a terminal

\`thumbline [options] <file|folder|recipe|->…\`; in a checkout \`npm run thumbline -- …\`.
${about.join('\n\n')}

Exit codes: ${exitCodes.map(([code, meaning]) => `${code} ${meaning}`).join('; ')}.
`;

const completing = `## Completion and manual

\`source <(thumbline completion bash)\` in \`~/.bashrc\` (\`zsh\` in \`~/.zshrc\`, after \`compinit\`) lets the shell complete commands, options
and their values; for fish write \`thumbline completion fish\` to \`~/.config/fish/completions/thumbline.fish\`. \`thumbline man\`
prints a manual page: \`thumbline man | man -l -\`. \`thumbline help COMMAND\`, \`-h\` and \`--version\` work with every command.
`;

const presets = `## Presets

\`thumbline presets\` lists every preset with its id, its name and what it makes: those that come with Thumbline and your own,
as the app saved them. \`--preset\` takes an id or a name, your own first. \`thumbline presets export NAME FILE\` writes one to a recipe file.
There is no import here: the app keeps your presets and writes them whole, so that two programs that write would lose some.
Drop the file on the app, or use it with \`--recipe\`.

## Settings

\`thumbline settings export FILE\` writes what you have set in the app, your own presets and your watched folders to one file (\`-\`: to standard
output); servers, tokens and what runs at login stay out. \`thumbline settings import FILE\` says what would change and asks, or takes it over
at once with \`--yes\`: presets can be used here right away, the app takes over the rest when it is started, all of it or nothing; until then none of it is
exported. Exit codes: 1 for a file that is damaged, of a newer version or not wanted, which changes nothing, 2 where nobody can be asked.
`;

const results = `## Results of earlier runs

What Thumbline made is no picture to make thumbnails of: \`thumbline *\`, run twice, also names the folder \`thumbnails\`, and a second
\`--out\` may lie in the tree beside the first. Such files are skipped, counted in one line, and with \`--json\` each has
\`"reason": "own-result"\`. They are known by what earlier runs remember (\`thumbline-cli/memory.db\` in the folder for programs'
data), as long as nobody changed them; where nothing is remembered, by the name of the folder when something beside it is named,
too. A folder of your own that is called \`thumbnails\` is taken when it is named by itself: \`thumbline thumbnails\`. With
\`--include-results\` everything is a picture.

With \`--conflict skip-unchanged\` a small list lies beside the results: \`.thumbline-results.jsonl\`, one line for each picture. By it a
computer that remembers nothing knows what is unchanged, and replaces only what Thumbline made and nobody changed since. It
may be deleted. Should the memory itself be damaged, one line says where it was put; a new one begins. Two versions of Thumbline may be
used in turns: the older one leaves alone what a newer one remembers and what only that can undo or go on with, and says so.
`;

const watching = `## Watching folders

\`thumbline watch photos\` makes what is in \`photos\` and was not made yet, then whatever comes into it, until Ctrl-C ends it. It takes
the options of a run for size, format, place and names, and several folders. A file that is still being written waits until it has
not changed for \`--settle\` seconds (2). Files that come together are one batch. A picture that changes has its results made anew in
their place; other files of that name are never replaced.

| option                 | what it does                                           |
| ---------------------- | ------------------------------------------------------ |
| \`--only-new\`           | leaves what is there at its start, whenever that came  |
| \`--no-subfolders\`      | only what is in the folder itself                      |
| \`--kinds jpg,heic\`     | only these kinds                                       |
| \`--names 'IMG_*,!*x*'\` | only names like these, or not like these               |
| \`--min-size 50KB\`      | leaves out smaller files; \`--max-size\` larger ones     |
| \`--newer-than 7\`       | leaves out what changed longer ago than so many days   |
| \`--settle 5\`           | waits until a file has not changed for so many seconds |

Results are never taken for pictures: neither the folder they go to, nor what this computer remembers to have made, nor what a list beside
them names. A folder that goes away (a stick that is pulled out) is watched again once it is back. Drives of networks do not tell what other
computers do on them, so those are looked at every ten seconds. With \`--json\` there is a line for each picture as in a run, and one
for each change of how a folder is watched: \`{"watch": "/photos", "state": "watched"}\`, or \`polled\`, or what is wrong, such as \`away\`.
Exit codes: 2 for a folder that cannot be watched, 130 after Ctrl-C. \`thumbline undo\` takes back what was made for it (the last 30 days).
`;

const resuming = `## Going on after an interruption

A run is stored while it works. Whatever ends it (\`kill -9\`, the plug), the same command, typed again, goes on where it was and
says so in one line: what is done is not done again, what is gone by now is made again, and what is new in a folder is taken.
\`--fresh\` starts anew instead. \`thumbline resume\` goes on with the last run that was interrupted, from whichever folder;
\`thumbline resume --list\` says which can, newest first, and \`thumbline resume <run>\` goes on with that one. Exit codes are those of
the run; 0 also when there is nothing to go on with, 2 when there is no such run. With \`--json\` there is a line for each picture of the
whole run, also for those of before. A run that was stopped (Ctrl-C, SIGTERM) is over.

\`--no-history\` forgets the run once it is over: names, results and undo. Until then it is stored like any other, so that it can go on after
\`kill -9\`, by the same command or \`thumbline resume\`. No later run knows what it made: \`skip-unchanged\` makes it again, beside its results no
list is left, and a folder in which they lie has them taken for pictures.

Hidden files (\`.thumbline-….part\`) that a dead run was writing are removed by the next one, whatever it makes; those of a run that
lives are left alone. Two at once never go on with the same run. A token is not stored: set \`THUMBLINE_TOKEN\`.
`;

const undoing = `## Undo

\`thumbline undo\` moves what the last run made to the system's trash and puts back what it replaced of yours; what was
changed since stays and is named. \`thumbline undo --list\` says what can be undone, newest first, and \`thumbline undo <run>\`
undoes that one; for a finished \`watch\`, everything it made; \`--json\` answers in JSON. Exit codes: 0 all undone, 1 something stayed or there was nothing, 2 there is
no such run. The last 20 runs are kept, each in a small file \`thumbline-cli/runs\` in the folder for programs' data; also
one that was killed can be undone. On macOS and Windows the trash cannot be reached from a terminal, so there it does not work.

## What the decoder may do

\`thumbline doctor\` starts a decoder and says in plain words how far it is closed off on this computer, what that means if a
harmful picture takes it over, and what would close it further; \`--json\` answers in JSON. On Linux, with bubblewrap installed, it is in a
closed box: it reads none of your files, writes nothing, starts nothing and reaches no network. Without, it has few rights and no
network where the system allows that. On macOS and Windows there is no such box.

## Recipe files
`;

const switches = `A switch has a twin that turns it off again, for presets that turn it on: \`--no-progressive\`.
`;

const ending = `On Linux \`--desktop-cache\` (or \`--preset desktop-cache\`) makes the thumbnails that file managers look for, in the folder and with
the names that the desktop expects (\`~/.cache/thumbnails\`). What is there already is replaced: \`--conflict skip\` leaves it and makes
only the sizes that are missing, \`--conflict skip-unchanged\` leaves what Thumbline made of the same picture.

With \`--server\` pictures are sent to a Thumbline server ([service](service.md)), which makes them; names, places and everything
else stay as they are here. If it does not answer or refuses the token, one line on stderr says so and the pictures are made on
this computer. \`--jobs\` then is how many are under way at once; without it, twice what the server makes at once. A token on the
command line can be seen by others on this computer: rather set \`THUMBLINE_TOKEN\`. Over \`http://\` pictures and token can be
read on their way.

\`--zip\` and \`--contact-sheet\` write their file when the run is over, from what it made. If a file of that name is there,
it is treated as the results are: \`--conflict overwrite\` replaces it, \`skip\` leaves it, otherwise the new one gets the next
free name. With \`--json\`, the summary then has \`"saved": [{"kind": "zip", "path": "/abs/results.zip"}]\`.

A recipe is a small JSON file, \`*.thumbline.json\`; the app reads and writes the same ones. Everything but \`outputs\` may be
left out:

\`\`\`json
{
  "version": 1,
  "name": "Web",
  "outputs": [{ "name": "small", "width": 320, "height": 320, "format": "webp", "quality": 80 }],
  "destination": { "kind": "folder", "path": "public", "mirrorsTree": true },
  "fileName": "{name}-{output}.{ext}",
  "conflict": "skip-unchanged",
  "metadata": "copyright"
}
\`\`\`
`;

/** The guide's page about the terminal: its table is made from the options themselves. */
export function terminalGuide(): string {
  const rows = commandLine('')
    .options.filter(({ hidden }) => !hidden)
    .map(({ flags, description }) => [`\`${flags}\``, description.replaceAll('|', '\\|')] as const);
  const [first, second] = [0, 1].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const line = ([flags, help]: readonly [string, string], filler = ' ') =>
    `| ${flags.padEnd(first ?? 0, filler)} | ${help.padEnd(second ?? 0, filler)} |`;
  const table = [
    line(['option', 'what it does']),
    line(['', ''], '-'),
    ...rows.map((r) => line(r)),
  ];
  return `${introduction}\n${table.join('\n')}\n\n${switches}\n${completing}\n${presets}\n${results}\n${watching}\n${resuming}\n${undoing}\n${ending}`;
}
