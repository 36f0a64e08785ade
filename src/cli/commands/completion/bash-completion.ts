import { terminalCommandsWords } from '../../../shared/words/areas/terminal-commands.ts';
import { type CommandWords, flattened, quoted } from './command-words.ts';

/** `name` is the program's words so far, as `/undo`. */
const keyOf = ({ path }: CommandWords) => path.map((word) => `/${word}`).join('');

function valueCases(words: CommandWords): string[] {
  return words.options.flatMap(({ flags, value }) => {
    if (value === null) return [];
    const patterns = flags.map((flag) => quoted(`${keyOf(words)} ${flag}`)).join('|');
    const list = typeof value === 'string' ? '' : value.join(' ');
    return [`    ${patterns}) choices=${quoted(list)}; isValue=1 ;;`];
  });
}

function wordCase(words: CommandWords): string {
  const options = words.options.flatMap(({ flags }) => flags).join(' ');
  const commands = words.commands.map(({ path }) => path.at(-1)).join(' ');
  const listed =
    typeof words.argument === 'object' && words.argument ? words.argument.join(' ') : '';
  const offered = `${commands} ${listed}`.trim();
  return `    ${quoted(keyOf(words))}) options=${quoted(options)}; choices=${quoted(offered)} ;;`;
}

/** What is no word of Thumbline's is completed as a file, by bash itself. Works with the bash 3.2 of macOS. */
export function bashCompletion(program: CommandWords): string {
  const all = flattened(program);
  const keys = all.filter(({ path }) => path.length > 0).map((one) => quoted(keyOf(one)));
  return `# ${terminalCommandsWords('completion.bash')}
_thumbline() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]}
  local command='' options='' choices='' isValue='' word
  # Bash takes --fit=co for three words.
  if [[ $current == '=' ]]; then
    current=''
  elif [[ $previous == '=' ]]; then
    previous=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD - 1}"; do
    case "$command/$word" in
    ${keys.join('|')}) command="$command/$word" ;;
    *) break ;;
    esac
  done
  case "$command $previous" in
${all.flatMap(valueCases).join('\n')}
  esac
  if [[ -z $isValue ]]; then
    case "$command" in
${all.map(wordCase).join('\n')}
    esac
    [[ $current == -* ]] && choices=$options
  fi
  COMPREPLY=()
  while IFS= read -r word; do
    COMPREPLY+=("$word")
  done < <(
    compgen -W "$choices" -- "$current"
    [[ -z $isValue && -z $command && $current != -* ]] && compgen -f -- "$current"
  )
}
complete -o filenames -o bashdefault -o default -F _thumbline thumbline
`;
}
