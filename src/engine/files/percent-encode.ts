import { toNative } from './paths.ts';

/** As URLs spell it: each byte of the path that `unreserved` does not match as `%` and two digits, also what is not UTF-8. */
export function percentEncode(path: string, unreserved: RegExp): string {
  return Array.from(Buffer.from(toNative(path)), (byte) => {
    const character = String.fromCharCode(byte);
    if (unreserved.test(character)) return character;
    return `%${byte.toString(16).padStart(2, '0').toUpperCase()}`;
  }).join('');
}
