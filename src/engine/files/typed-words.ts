import { Buffer } from 'node:buffer';
import { readFileSync, readlinkSync } from 'node:fs';
import { fromBytes } from './paths.ts';

/** What Node puts in the place of bytes that are not UTF-8. */
const replacement = '\uFFFD';

/**
 * Parents that pass their own words on name their processes here, with commas: Node encodes the arguments of a child as
 * UTF-8, so bytes that are none are only left in a parent's own command line.
 */
const typedByVariable = 'THUMBLINE_TYPED_BY';

/**
 * The words with the bytes that were typed. `commandLine` is the whole of `/proc/<pid>/cmdline`, of which `words` are the
 * last; a word is only replaced by bytes that Node would have read as that very word.
 */
export function keepBytes(words: readonly string[], commandLine: Buffer): string[] {
  const typed = commandLine.toString('latin1').split('\0').slice(0, -1);
  const offset = typed.length - words.length;
  return words.map((word, index) => {
    const bytes = Buffer.from(typed[index + offset] ?? '', 'latin1');
    return word.includes(replacement) && bytes.toString('utf8') === word ? fromBytes(bytes) : word;
  });
}

function commandLineOf(process: string): Buffer {
  try {
    return readFileSync(`/proc/${process}/cmdline`);
  } catch {
    return Buffer.alloc(0);
  }
}

/**
 * The arguments of this program (`words` are the last of `process.argv`) with names that are not UTF-8 as `fromBytes`
 * writes them. Elsewhere than on Linux names are text, and nothing is lost.
 */
export function typedWords(words: readonly string[]): string[] {
  if (process.platform !== 'linux') return [...words];
  const parents = (process.env[typedByVariable] ?? '')
    .split(',')
    .filter((one) => /^\d+$/.test(one));
  const processes = [...parents, 'self'];
  return processes.reduce<string[]>((kept, one) => keepBytes(kept, commandLineOf(one)), [...words]);
}

/** Words whose bytes were lost on the way, as by npm, and that therefore name nothing. */
export function isDamaged(word: string): boolean {
  return word.includes(replacement);
}

/** The current folder, whose name need not be UTF-8 either. */
export function currentFolder(): string {
  const folder = process.cwd();
  if (process.platform !== 'linux' || !folder.includes(replacement)) return folder;
  return fromBytes(readlinkSync('/proc/self/cwd', { encoding: 'buffer' }));
}
