import { manualWords } from '../../../shared/words/areas/manual.ts';
import { exitCodes } from '../about.ts';
import type { CommandWords } from './command-words.ts';

/** For roff: a backslash, a dash that is no hyphen, a dot or quote that must not begin a request, and what is not ASCII. */
function escaped(text: string): string {
  return text
    .replaceAll('\\', String.raw`\e`)
    .replaceAll('-', String.raw`\-`)
    .replaceAll(/^([.'])/gm, String.raw`\&$1`)
    .replaceAll(/\P{ASCII}/gu, (character) => {
      const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
      return `\\[u${code}]`;
    });
}

interface Entry {
  readonly term: string;
  readonly text: string;
}

const entry = ({ term, text }: Entry) => `.TP\n\\fB${escaped(term)}\\fR\n${escaped(text)}`;

function optionsOf({ options }: CommandWords): string {
  return options.map(({ flagsText, help }) => entry({ term: flagsText, text: help })).join('\n');
}

function commandSection(words: CommandWords): string {
  const name = ['thumbline', ...words.path].join(' ');
  const parts = [
    `.SS ${escaped(`${name} ${words.usage}`)}`,
    escaped(words.summary),
    optionsOf(words),
  ];
  return [...parts, ...words.commands.map(commandSection)].join('\n');
}

const environment: readonly Entry[] = [
  { term: 'NO_COLOR', text: manualWords('environment.noColor') },
  { term: 'FORCE_COLOR', text: manualWords('environment.forceColor') },
  { term: 'CLICOLOR, CLICOLOR_FORCE', text: manualWords('environment.cliColor') },
  { term: 'THUMBLINE_TOKEN', text: manualWords('environment.token') },
];

type Section =
  | 'name'
  | 'synopsis'
  | 'description'
  | 'options'
  | 'commands'
  | 'exit'
  | 'environment';

const section = (name: Section, text: string) => `.SH ${manualWords(`section.${name}`)}\n${text}\n`;

/** The manual page in roff, made from the command line. `about` are the paragraphs of the description. */
export function manualPage(
  program: CommandWords,
  { version, about }: { readonly version: string; readonly about: readonly string[] },
): string {
  const codes = exitCodes.map(([term, meaning]) =>
    entry({ term, text: manualWords('exit.entry', { meaning }) }),
  );
  const name = String.raw`thumbline \- ${escaped(manualWords('name'))}`;
  const command = String.raw`\fI${escaped(manualWords('command'))}\fR ${escaped('[options]')}`;
  return [
    `.TH THUMBLINE 1 "" "Thumbline ${escaped(version)}" "${manualWords('title')}"\n`,
    section('name', name),
    section(
      'synopsis',
      ['.B thumbline', escaped(program.usage), '.br', '.B thumbline', command].join('\n'),
    ),
    section('description', about.map(escaped).join('\n.PP\n')),
    section('options', optionsOf(program)),
    section('commands', program.commands.map(commandSection).join('\n')),
    section('exit', codes.join('\n')),
    section('environment', environment.map(entry).join('\n')),
  ].join('');
}
