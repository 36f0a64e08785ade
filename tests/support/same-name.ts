/** A line that comes again: by Unicode's case folding as regular expressions have it, so not by the code under test. */
const lineTwice = /^(.+)\n(?:.+\n)*\1$/imu;

/**
 * One of these names that a disk of macOS or Windows may take for another one of them, null if there is none: both
 * forget case, and macOS forgets how accents are spelled.
 */
export function nameTwice(names: readonly string[]): string | null {
  return lineTwice.exec(names.join('\n').normalize('NFD'))?.[1] ?? null;
}
