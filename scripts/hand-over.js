// Gives the terminal to another program and ends as it ends.
import { spawn } from 'node:child_process';
import { signalCode } from './signal-ends.js';

/** @type {readonly NodeJS.Signals[]} */
const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** When a signal ends the program that nobody sent from here, `linePerSignal` says what to do. */
export function handOver(program, args, { cwd, env, linePerSignal }) {
  const child = spawn(program, args, { stdio: 'inherit', env, cwd });
  let isAsked = false;
  for (const signal of passedOn) {
    process.on(signal, () => {
      isAsked = true;
      child.kill(signal);
    });
  }
  child.once('error', () => {
    console.error(`${program} cannot be started. Run npm ci, then try again.`);
    process.exitCode = 1;
  });
  child.once('exit', (code, signal) => {
    if (signal !== null && !isAsked) console.error(linePerSignal(signal));
    process.exitCode = code ?? signalCode(signal);
  });
}
