import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';

const md5 = (...parts: readonly Uint8Array[]) =>
  createHash('md5').update(Buffer.concat(parts)).digest();

function rc4(key: Uint8Array, bytes: Uint8Array): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, at) => at);
  const swap = (one: number, other: number) => {
    [state[one], state[other]] = [state[other] ?? 0, state[one] ?? 0];
  };
  for (let at = 0, to = 0; at < 256; at += 1) {
    to = (to + (state[at] ?? 0) + (key[at % key.length] ?? 0)) & 0xff;
    swap(at, to);
  }
  let [from, to] = [0, 0];
  return Buffer.from(
    bytes.map((byte) => {
      from = (from + 1) & 0xff;
      to = (to + (state[from] ?? 0)) & 0xff;
      swap(from, to);
      return byte ^ (state[((state[from] ?? 0) + (state[to] ?? 0)) & 0xff] ?? 0);
    }),
  );
}

/** What a password is filled up with, and all of an empty one (ISO 32000, 7.6.4.3). */
const padding = Buffer.from(
  '28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a',
  'hex',
);
const keyBytes = 5;

/**
 * A PDF whose streams are encrypted with 40 bits (ISO 32000, 7.6.3): readers open it without asking where the password is left
 * out. For files with a table in text, whose objects have a length of their own: every byte stays in its place.
 */
export function encryptedPdf(file: Buffer, password = ''): Buffer {
  const whole = Buffer.concat([Buffer.from(password), padding]).subarray(0, padding.length);
  const [owner, id] = [Buffer.alloc(32, 7), Buffer.alloc(16, 9)];
  const rights = Buffer.alloc(4);
  rights.writeInt32LE(-4);
  const key = md5(whole, owner, rights, id).subarray(0, keyBytes);
  const encrypted = Buffer.from(file);
  for (const found of file
    .toString('latin1')
    .matchAll(/(\d+) 0 obj\n<<[^>]*?(?:<<[^>]*>>[^>]*?)*\/Length (\d+) >>\nstream\n/g)) {
    const start = found.index + found[0].length;
    const content = file.subarray(start, start + Number(found[2]));
    const object = Buffer.alloc(5);
    object.writeUIntLE(Number(found[1]), 0, 3);
    rc4(md5(key, object).subarray(0, keyBytes + object.length), content).copy(encrypted, start);
  }
  const hex = (bytes: Buffer) => `<${bytes.toString('hex')}>`;
  const facts = `/Filter /Standard /V 1 /R 2 /O ${hex(owner)} /U ${hex(rc4(key, padding))} /P -4`;
  const trailer = file.lastIndexOf('/Root');
  return Buffer.concat([
    encrypted.subarray(0, trailer),
    Buffer.from(`/Encrypt << ${facts} >> /ID [${hex(id)} ${hex(id)}] `),
    file.subarray(trailer),
  ]);
}
