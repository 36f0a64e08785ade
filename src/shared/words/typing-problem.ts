/** What commander says of a command line that it cannot understand. */
interface ParserProblem {
  readonly code: string;
  readonly message: string;
}

type Sentence = (...found: readonly string[]) => string;

/** Of `-o, --out <dir>` the long name is what people find in the help. */
const longFlag = (flags = '') => /--.*/.exec(flags)?.[0] ?? flags;
const nameOf = (flags = '') => longFlag(flags).split(' ')[0] ?? flags;
const meant = (other?: string) => (other === undefined ? '' : ` Did you mean ${other}?`);

/** By commander's code: what its sentence holds, and how we say it. */
const rules: Readonly<Record<string, readonly (readonly [RegExp, Sentence])[]>> = {
  'commander.unknownOption': [
    [
      /^unknown option '(.*?)'(?: \(Did you mean (?:one of )?(.*)\?\))?$/,
      (typed, other) => `There is no option ${typed}.${meant(other)}`,
    ],
  ],
  'commander.unknownCommand': [
    [
      /^unknown command '(.*?)'(?: \(Did you mean (?:one of )?(.*)\?\))?$/,
      (typed, other) => `There is no command ${typed}.${meant(other)}`,
    ],
  ],
  'commander.invalidArgument': [
    [
      /^option '(.*?)' argument '(.*)' is invalid\. (.*)$/,
      (flags, typed, advice) => `${nameOf(flags)} cannot be "${typed}". ${advice}`,
    ],
    [
      /^option '.*?' value '(.*)' from env '(.*?)' is invalid\. (.*)$/,
      (value, variable, advice) => `${variable} cannot be "${value}". ${advice}`,
    ],
  ],
  'commander.optionMissingArgument': [
    [
      /^option '(.*?)' argument missing$/,
      (flags) => `${nameOf(flags)} needs a value: ${longFlag(flags)}.`,
    ],
  ],
  'commander.missingArgument': [
    [/^missing required argument '(.*?)'$/, (name) => `The <${name}> is missing.`],
  ],
  'commander.missingMandatoryOptionValue': [
    [/^required option '(.*?)' not specified$/, (flags) => `${flags} is needed.`],
  ],
  'commander.excessArguments': [
    [
      /^too many arguments.*Expected (\d+) .* got (\d+): /,
      (most, count) => `Of the ${count} words that were typed only ${most} can be used here.`,
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
  return 'This cannot be understood.';
}
