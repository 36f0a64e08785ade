import { exitCodes } from '../../runs/exit-codes.ts';
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
  { term: 'NO_COLOR', text: 'No colours, whatever its value.' },
  { term: 'FORCE_COLOR', text: 'Colours even in a pipe; 0 for none. Goes before NO_COLOR.' },
  { term: 'CLICOLOR, CLICOLOR_FORCE', text: '0 for none, 1 for colours even in a pipe.' },
  { term: 'THUMBLINE_TOKEN', text: 'The token for --server.' },
];

/** The manual page in roff, made from the command line. `about` are the paragraphs of the description. */
export function manualPage(
  program: CommandWords,
  { version, about }: { readonly version: string; readonly about: readonly string[] },
): string {
  const codes = exitCodes.map(([term, text]) => entry({ term, text: `${text}.` }));
  return `.TH THUMBLINE 1 "" "Thumbline ${escaped(version)}" "User Commands"
.SH NAME
thumbline \\- make thumbnails of pictures and of all pictures in folders
.SH SYNOPSIS
.B thumbline
${escaped(program.usage)}
.br
.B thumbline
\\fIcommand\\fR ${escaped('[options]')}
.SH DESCRIPTION
${about.map(escaped).join('\n.PP\n')}
.SH OPTIONS
${optionsOf(program)}
.SH COMMANDS
${program.commands.map(commandSection).join('\n')}
.SH EXIT STATUS
${codes.join('\n')}
.SH ENVIRONMENT
${environment.map(entry).join('\n')}
`;
}
