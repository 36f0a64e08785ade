#!/usr/bin/env node
// The program `thumbline`: runs the terminal on a Node that is new enough, from source where there is source.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findElectron } from './electron-runtime.js';
import { findNode } from './node-runtime.js';
import { root } from './root.js';

const source = join(root, 'src', 'cli', 'index.ts');
const entry = existsSync(source) ? source : join(root, 'out', 'main', 'cli.js');

/** npm runs scripts in the project's folder; what people typed is relative to where they were. */
const typedIn = process.env.npm_lifecycle_event === 'thumbline' ? process.env.INIT_CWD : undefined;

/** Bytes that are not UTF-8 do not survive in `process.argv`; as a file URL they do. */
function keepBytes(words) {
  if (process.platform !== 'linux' || !words.some((word) => word.includes('\uFFFD'))) return words;
  const line = readFileSync('/proc/self/cmdline', 'latin1').split('\0').slice(0, -1);
  const typed = line.slice(line.length - words.length);
  return words.map((word, index) => {
    if (!word.includes('\uFFFD') || word.startsWith('-')) return word;
    const path = Buffer.from(typed[index], 'latin1');
    const folder = path[0] === 0x2f ? '' : `${typedIn ?? process.cwd()}/`;
    const bytes = [...Buffer.from(folder), ...path];
    return `file://${bytes.map((byte) => (byte === 0x2f ? '/' : `%${byte.toString(16).padStart(2, '0')}`)).join('')}`;
  });
}

/** Ctrl-C in a terminal reaches the child by itself as well; the terminal takes the two for one. */
function runElsewhere(program, words) {
  const child = spawn(program, [entry, ...words], {
    stdio: 'inherit',
    cwd: typedIn,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal];
  });
}

async function runHere(words) {
  if (typedIn !== undefined) process.chdir(typedIn);
  process.argv.splice(2, Infinity, ...words);
  await import(pathToFileURL(entry).href);
}

if (!existsSync(join(root, 'node_modules', 'sharp')) || !existsSync(entry)) {
  console.error('thumbline: its parts are missing. Run npm ci first.');
  process.exitCode = 2;
} else {
  const words = keepBytes(process.argv.slice(2));
  const program = findNode() ?? findElectron()?.path;
  if (program === undefined) {
    console.error(
      `thumbline: Node ${process.versions.node} is too old. Install Node 24, then run npm ci.`,
    );
    process.exitCode = 2;
  } else if (program === process.execPath) await runHere(words);
  else runElsewhere(program, words);
}
