import { terminalCommandsWords } from '../../../shared/words/areas/terminal-commands.ts';
import {
  type CommandWords,
  flattened,
  type OptionWords,
  quoted,
  type Value,
} from './command-words.ts';

/** Colons and brackets end a description. */
const escaped = (text: string) => text.replaceAll(/[:[\]\\]/g, String.raw`\$&`);

function actionOf(value: Value): string {
  if (value === 'file') return '_files';
  if (value === 'folder') return '_files -/';
  return value === 'text' ? ' ' : `(${value.map(escaped).join(' ')})`;
}

function optionSpecs({ flags, value, help }: OptionWords): string[] {
  const excluded = flags.length > 1 ? `(${flags.join(' ')})` : '';
  return flags.map((flag) => {
    const equals = value !== null && flag.startsWith('--') ? '=' : '';
    const action = value === null ? '' : `:value:${actionOf(value)}`;
    return quoted(`${excluded}${flag}${equals}[${escaped(help)}]${action}`);
  });
}

const functionName = ({ path }: CommandWords) => ['_thumbline', ...path].join('_');

function functionOf(words: CommandWords): string {
  const { commands, argument, options } = words;
  const described = commands.map(({ path, summary }) =>
    quoted(`${path.at(-1) ?? ''}:${escaped(summary)}`),
  );
  const cases = commands.map(
    (one) =>
      `    ${one.path.at(-1) ?? ''}) shift words; (( CURRENT-- )); ${functionName(one)}; return ;;`,
  );
  const choosing =
    commands.length === 0
      ? ''
      : `  if (( CURRENT == 2 )); then
    local -a commands=(${described.join(' ')})
    _describe -t commands command commands
  else
    case $words[2] in
${cases.join('\n')}
    esac
  fi
`;
  const rest = argument === null ? [] : [quoted(`*:argument:${actionOf(argument)}`)];
  const specs = [...options.flatMap(optionSpecs), ...rest].join(' \\\n    ');
  return `${functionName(words)}() {
${choosing}  _arguments -s -S \\
    ${specs}
}
`;
}

/** For `source <(…)` as well as a file `_thumbline` in a folder of fpath. */
export function zshCompletion(program: CommandWords): string {
  const functions = flattened(program).map(functionOf).join('\n');
  return `#compdef thumbline
# ${terminalCommandsWords('completion.zsh')}

${functions}
if [[ $funcstack[1] == _thumbline ]]; then
  _thumbline "$@"
else
  compdef _thumbline thumbline
fi
`;
}
