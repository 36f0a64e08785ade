// The fuses of a built Electron program, read without the library that sets them.

/** As Electron's own list has them, in its order. */
const names = [
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
  'wasmTrapHandlers',
];

const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const knownVersion = 1;
const states = new Map([
  ['0', false],
  ['1', true],
]);

/** `{ runAsNode: false … }` from the program's bytes. A fuse that Electron took out again is left out. */
export function readFuses(program) {
  const at = program.indexOf(sentinel);
  if (at < 0) throw new Error('The program has no fuses.');
  const [version, count] = program.subarray(at + sentinel.length);
  if (version !== knownVersion) throw new Error(`Fuses of version ${version} are not known.`);
  const start = at + sentinel.length + 2;
  const wire = program.toString('latin1', start, start + count);
  const known = [...wire].map((letter, index) => [
    names[index] ?? `fuse ${index}`,
    states.get(letter),
  ]);
  return Object.fromEntries(known.filter(([, state]) => state !== undefined));
}
