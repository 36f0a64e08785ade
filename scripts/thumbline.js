#!/usr/bin/env node
// The program `thumbline`: runs the terminal on a Node that is new enough. In a checkout that is the built terminal, which
// starts twice as fast, while it is no older than the sources; else the sources themselves.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildPageIfStale, isAppFresh } from './build-if-stale.js';
import { findElectron } from './electron-runtime.js';
import { findNode } from './node-runtime.js';
import { root } from './root.js';
import { folderTypedIn, typedHere } from './typed-here.js';

const source = join(root, 'src', 'cli', 'index.ts');
const built = join(root, 'out', 'main', 'cli.js');
const entry = existsSync(source) && !isAppFresh() ? source : built;

const isAboutHelp = (words) => words.some((word) => word === '--help' || word === '-h');

const typedIn = process.env.npm_lifecycle_event === 'thumbline' ? folderTypedIn() : undefined;

/** Ctrl-C in a terminal reaches the child by itself as well; the terminal takes the two for one. */
function runElsewhere(program, words) {
  const child = spawn(program, [entry, ...words], {
    stdio: 'inherit',
    cwd: typedIn,
    env: typedHere({ ...process.env, ELECTRON_RUN_AS_NODE: '1' }),
  });
  /** @type {readonly NodeJS.Signals[]} */
  const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of passedOn) process.on(signal, () => child.kill(signal));
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? (signal && 128 + constants.signals[signal]);
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
  const words = process.argv.slice(2);
  if (words[0] === 'serve' && existsSync(source) && !isAboutHelp(words)) buildPageIfStale();
  const program = findNode() ?? findElectron()?.path;
  if (program === undefined) {
    console.error(
      `thumbline: Node ${process.versions.node} is too old. Install Node 22.18 or newer, then run npm ci.`,
    );
    process.exitCode = 2;
  } else if (program === process.execPath) await runHere(words);
  else runElsewhere(program, words);
}
