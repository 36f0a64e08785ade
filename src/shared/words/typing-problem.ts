import { typingWords } from './areas/typing.ts';

/** What commander says of a command line that it cannot understand. */
interface ParserProblem {
  readonly code: string;
  readonly message: string;
}

type Sentence = (...found: readonly string[]) => string;

/** Of `-o, --out <dir>` the long name is what people find in the help. */
const longFlag = (flags = '') => /--.*/.exec(flags)?.[0] ?? flags;
const nameOf = (flags = '') => longFlag(flags).split(' ')[0] ?? flags;

/** By commander's code: what its sentence holds, and how we say it. */
const rules: Readonly<Record<string, readonly (readonly [RegExp, Sentence])[]>> = {
  'commander.unknownOption': [
    [
      /^unknown option '(.*?)'(?: \(Did you mean (?:one of )?(.*)\?\))?$/,
      (option = '', similar?: string) =>
        similar === undefined
          ? typingWords('option.none', { option })
          : typingWords('option.similar', { option, similar }),
    ],
  ],
  'commander.unknownCommand': [
    [
      /^unknown command '(.*?)'(?: \(Did you mean (?:one of )?(.*)\?\))?$/,
      (command = '', similar?: string) =>
        similar === undefined
          ? typingWords('command.none', { command })
          : typingWords('command.similar', { command, similar, count: similar.split(', ').length }),
    ],
  ],
  'commander.invalidArgument': [
    [
      /^option '(.*?)' argument '(.*)' is invalid\. (.*)$/,
      (flags = '', value = '', advice = '') =>
        typingWords('option.value', { option: nameOf(flags), value, advice }),
    ],
    [
      /^option '.*?' value '(.*)' from env '(.*?)' is invalid\. (.*)$/,
      (value = '', variable = '', advice = '') =>
        typingWords('option.value', { option: variable, value, advice }),
    ],
  ],
  'commander.optionMissingArgument': [
    [
      /^option '(.*?)' argument missing$/,
      (flags = '') =>
        typingWords('option.needsValue', { option: nameOf(flags), usage: longFlag(flags) }),
    ],
  ],
  'commander.missingArgument': [
    [
      /^missing required argument '(.*?)'$/,
      (name = '') => typingWords('argument.missing', { argument: `<${name}>` }),
    ],
  ],
  'commander.missingMandatoryOptionValue': [
    [
      /^required option '(.*?)' not specified$/,
      (flags = '') => typingWords('option.needed', { option: flags }),
    ],
  ],
  'commander.excessArguments': [
    [
      /^too many arguments.*Expected (\d+) .* got (\d+): /,
      (most = '', count = '') => typingWords('argument.tooMany', { count, most }),
    ],
  ],
};

/** One sentence for people in place of commander's. What is said in words of our own is only freed of its prefix. */
export function typingProblem({ code, message }: ParserProblem): string {
  const line = message
    .replace(/^error: /, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (code === 'commander.error') return line;
  for (const [pattern, sentence] of rules[code] ?? []) {
    const found = pattern.exec(line);
    if (found) return sentence(...found.slice(1));
  }
  return typingWords('notUnderstood');
}
