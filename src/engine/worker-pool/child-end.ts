import type { ChildProcess } from 'node:child_process';
import { constants } from 'node:os';

const keptCharacters = 2000;

/** The last words on standard error, for the log of a crash. */
function lastWords(child: ChildProcess): () => string {
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-keptCharacters);
  });
  return () => words.trim();
}

/** The signal that ended a process inside a box is told of as code 128 and its number. */
function howItEnded(code: number | null, signal: NodeJS.Signals | null): string {
  const number = (code ?? 0) - 128;
  const inner = Object.entries(constants.signals).find(([, value]) => value === number);
  return signal ?? inner?.[0] ?? `code ${code}`;
}

/** What a child says here of itself that is not waited for any more. */
const abandoned = 'abandoned';

/** Resolves once the process is gone, also when it never started, with how it ended. Asked at once: it gathers the last words. */
export function whenEnded(child: ChildProcess, name = 'it'): Promise<string> {
  const words = lastWords(child);
  return new Promise((resolve) => {
    child.on('error', (error) => {
      if (child.pid === undefined) resolve(`${name} could not be started: ${error.message}`);
    });
    child.once('close', (code, signal) => {
      const how = `${name} ended with ${howItEnded(code, signal)}`;
      resolve([how, words()].filter(Boolean).join('\n'));
    });
    child.once(abandoned, () => resolve(`${name} was killed and did not end`));
  });
}

/** A process that waits in the kernel for a drive cannot be ended before that answers. Milliseconds. */
const endsWithinMs = 2000;

/** SIGKILL; one that does not end counts as ended, and this program can end before it. */
export function killChild(child: ChildProcess): void {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  const clock = setTimeout(() => {
    child.unref();
    child.stderr?.destroy();
    if (child.connected) child.disconnect();
    child.emit(abandoned);
  }, endsWithinMs);
  child.once('close', () => clearTimeout(clock));
}
