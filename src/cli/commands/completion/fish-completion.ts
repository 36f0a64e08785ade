import { terminalCommandsWords } from '../../../shared/words/areas/terminal-commands.ts';
import { type CommandWords, flattened, quoted, type Value } from './command-words.ts';

/** No files for a value unless it is one: `-x`; a folder is one too. */
function valueWords(value: Value | null): string {
  if (value === null) return '';
  if (value === 'file') return ' -r -F';
  if (value === 'folder') return " -x -a '(__fish_complete_directories)'";
  return value === 'text' ? ' -x' : ` -x -a ${quoted(value.join(' '))}`;
}

function linesOf(words: CommandWords, names: string): string[] {
  const { path, options, commands, argument } = words;
  const isProgram = path.length === 0;
  const condition = isProgram
    ? `not __fish_seen_subcommand_from ${names}`
    : path.map((word) => `__fish_seen_subcommand_from ${word}`).join('; and ');
  const start = `complete -c thumbline -n ${quoted(condition)}`;
  const optionLines = options.map(({ flags, value, help }) => {
    const named = flags.map((flag) =>
      flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`,
    );
    return `${start} ${named.join(' ')}${valueWords(value)} -d ${quoted(help)}`;
  });
  const first = isProgram ? 'complete -c thumbline -n __fish_use_subcommand' : start;
  const commandLines = commands.map(
    (one) => `${first} -a ${one.path.at(-1) ?? ''} -d ${quoted(one.summary)}`,
  );
  const takesFiles = argument === 'file' || argument === 'folder';
  const noFiles = isProgram || takesFiles ? [] : [`${start} -f`];
  const choices =
    typeof argument === 'object' && argument ? [`${start} -a ${quoted(argument.join(' '))}`] : [];
  return [...commandLines, ...optionLines, ...noFiles, ...choices];
}

export function fishCompletion(program: CommandWords): string {
  const names = program.commands.map(({ path }) => path.at(-1)).join(' ');
  const lines = flattened(program).flatMap((one) => linesOf(one, names));
  return `# ${terminalCommandsWords('completion.fish')}
${lines.join('\n')}
`;
}
