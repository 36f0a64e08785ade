// A display in memory, for tests and screenshots on machines without one.
import { spawn } from 'node:child_process';

const startLimitMs = 20_000;

/**
 * Starts Xvfb on a free display. Resolves with `{ display, close }` once it takes connections.
 */
export function startXvfb({ size = '1600x1000x24' } = {}) {
  const args = ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp', '-noreset'];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  const close = () => server.kill();
  process.once('exit', close);
  return new Promise((resolve, reject) => {
    let words = '';
    const timer = setTimeout(() => {
      close();
      reject(new Error(`Xvfb did not start: ${words.trim()}`));
    }, startLimitMs);
    server.stderr?.on('data', (chunk) => {
      words = `${words}${chunk}`.slice(-2_000);
    });
    server.once('error', reject);
    server.once('exit', () => {
      clearTimeout(timer);
      reject(new Error(`Xvfb ended: ${words.trim()}`));
    });
    server.stdio[3]?.once('data', (chunk) => {
      clearTimeout(timer);
      resolve({ display: `:${String(chunk).trim()}`, close });
    });
  });
}
