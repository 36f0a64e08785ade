import { Command } from 'commander';
import { formats, sourceFormats } from '../../shared/formats/formats.ts';
import { readers } from '../../shared/formats/format-record.ts';
import { formatsWords } from '../../shared/words/areas/formats.ts';
import { terminalCommandsWords } from '../../shared/words/areas/terminal-commands.ts';
import { withCommonOptions } from '../args/common-options.ts';
import { tableLines } from '../report/columns.ts';

export function formatsCommandLine(): Command {
  const command = new Command('thumbline formats')
    .description(terminalCommandsWords('formats'))
    .allowExcessArguments(false);
  return withCommonOptions(command);
}

/** One format: its name, its extensions, what of it is read, whether it is written, and by what it is read. */
export type FormatCells = readonly [string, string, string, string, string];

export const formatHead: FormatCells = [
  terminalCommandsWords('formats.name'),
  terminalCommandsWords('formats.files'),
  terminalCommandsWords('formats.read'),
  terminalCommandsWords('formats.write'),
  terminalCommandsWords('formats.by'),
];

/** Every format that is known, those that are written first. */
export function formatRows(): readonly FormatCells[] {
  return sourceFormats.map((format) => {
    const { name, extensions, reads, reader, writes } = formats[format];
    const files = extensions.map((extension) => `.${extension}`).join(' ');
    const isWritten = terminalCommandsWords(writes ? 'formats.yes' : 'formats.no');
    return [name, files, formatsWords.again(reads), isWritten, readers[reader]];
  });
}

/** For a terminal: without the extensions, which would make it wider than most. */
export function formatsText(): string {
  const rows = [formatHead, ...formatRows()].map(([name, , reads, write, by]) => [
    name,
    reads,
    write,
    by,
  ]);
  return tableLines(rows)
    .map((line) => `${line}\n`)
    .join('');
}
