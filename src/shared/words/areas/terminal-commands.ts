// Written by `npm run words` from en/terminal-commands.json.
import { area } from '../area.ts';

interface Needs {
  readonly "doctor.program": { readonly version: string | number; readonly node: string | number; readonly platform: string | number };
  readonly "presets.percent": { readonly percent: string | number };
  readonly "presets.longEdge": { readonly pixels: string | number };
  readonly "presets.height": { readonly pixels: string | number };
  readonly "presets.width": { readonly pixels: string | number };
  readonly "presets.box": { readonly width: string | number; readonly height: string | number };
  readonly "presets.output": { readonly name: string | number; readonly size: string | number };
  readonly "presets.outputAs": { readonly name: string | number; readonly size: string | number; readonly format: string | number };
  readonly "settings.wrote": { readonly path: string | number };
  readonly "settings.ownUnreadable": { readonly path: string | number };
  readonly "export.wrote": { readonly preset: string | number; readonly path: string | number };
  readonly "export.exists": { readonly path: string | number };
  readonly "export.full": { readonly path: string | number };
  readonly "export.unwritable": { readonly path: string | number };
}

export const terminalCommandsWords = area<Needs>()('terminal-commands', {
  "completion": "Prints a script for a shell, which then completes commands, options and their values.",
  "completion.help": "In bash   source <(thumbline completion bash)                       in ~/.bashrc\nIn zsh    source <(thumbline completion zsh)                        in ~/.zshrc, after compinit\nIn fish   thumbline completion fish > ~/.config/fish/completions/thumbline.fish",
  "completion.bash": "Lets bash complete thumbline. In ~/.bashrc: source <(thumbline completion bash)",
  "completion.zsh": "Lets zsh complete thumbline. In ~/.zshrc, after compinit: source <(thumbline completion zsh)",
  "completion.fish": "Lets fish complete thumbline: thumbline completion fish > ~/.config/fish/completions/thumbline.fish",
  "man": "Prints the manual page. To read it: thumbline man | man -l -",
  "help": "Prints the help of Thumbline or of one of its commands.",
  "doctor": "Says how far the decoder of pictures is closed off here, and what would close it further.",
  "doctor.noAnswer": "The decoder that was started for this did not answer: pictures cannot be made here. Install Thumbline again.",
  "doctor.program": ["Thumbline ",["version"],", Node ",["node"],", ",["platform"]],
  "formats": "Says what can be read and written, and by what.",
  "formats.name": "format",
  "formats.files": "files",
  "formats.read": "read",
  "formats.write": "write",
  "formats.by": "by",
  "formats.yes": "yes",
  "formats.no": "no",
  "presets": "Lists the presets: those that come with Thumbline and your own from the app.",
  "presets.json": "one line of JSON for each preset",
  "presets.percent": [["percent"]," %"],
  "presets.longEdge": ["long edge ",["pixels"]],
  "presets.height": ["height ",["pixels"]],
  "presets.width": ["width ",["pixels"]],
  "presets.box": [["width"]," × ",["height"]],
  "presets.output": [["name"]," (",["size"],")"],
  "presets.outputAs": [["name"]," (",["size"]," ",["format"],")"],
  "presets.noImport": "The app keeps the presets and may be running. Open the file with it, or use it here with --recipe.",
  "settings": "Writes what you have set in the app, your presets and your watched folders to one file, or takes over such a file.",
  "settings.export": "Writes the settings of the app to a file; never over another file. No secret is in it.",
  "settings.export.file": "where to write it, - for standard output",
  "settings.import": "Takes over the settings of a file, all of them or none: presets can be used here at once, the app takes over the rest when it is started.",
  "settings.import.file": "the file, - for standard input",
  "settings.yes": "do not ask first",
  "settings.wrote": ["Wrote the settings to ",["path"],"."],
  "settings.left": "Imported. The app uses them from its next start.",
  "settings.sayYes": "Nobody can be asked here. Use --yes to import what is listed above.",
  "settings.ownUnreadable": [["path"]," cannot be read, or is damaged."],
  "export": "Writes a preset to a file; never over another file.",
  "export.name": "id or name of the preset",
  "export.file": "where to write it (*.thumbline.json)",
  "export.wrote": ["Wrote \"",["preset"],"\" to ",["path"],"."],
  "export.exists": [["path"]," is there already. Choose another name."],
  "export.full": [["path"]," cannot be written: the disk is full."],
  "export.unwritable": [["path"]," cannot be written. Choose another folder."],
});
