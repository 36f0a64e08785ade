import { spawn } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { canMakeNamespaces } from '../../../scripts/sandbox.js';
import { signalLine } from '../../../scripts/signal-ends.js';
import { missingFromTable } from '../../../scripts/system-libraries.js';
import { tempFolder } from '../../support/temp-folder.ts';

const script = (name: string) => resolve(import.meta.dirname, '../../../scripts', name);
const [handOver, signalEnds] = [script('hand-over.js'), script('signal-ends.js')];

/** What `npm start` says and answers when the program it started goes this way. */
async function handedOver(shell: string): Promise<{ code: number; said: string }> {
  const program = `
    import { handOver } from ${JSON.stringify(handOver)};
    import { signalLine } from ${JSON.stringify(signalEnds)};
    handOver('/bin/sh', ['-c', ${JSON.stringify(shell)}], { cwd: '/', env: {}, linePerSignal: signalLine });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const [code] = (await once(child, 'close')) as [number];
  return { code, said };
}

const listed = `5 libs found in cache
	libgtk-3.so.0 (libc6,x86-64) => /lib/x86_64-linux-gnu/libgtk-3.so.0
	libnss3.so (libc6,x86-64) => /lib/x86_64-linux-gnu/libnss3.so
	libgbm.so.1 (libc6,x86-64) => /lib/x86_64-linux-gnu/libgbm.so.1
	libasound.so.2 (libc6,x86-64) => /lib/x86_64-linux-gnu/libasound.so.2
	libX11.so.6 (libc6,x86-64) => /lib/x86_64-linux-gnu/libX11.so.6`;

describe('what a window needs from Linux', () => {
  it('names a library that is loaded only at run time', () => {
    expect(missingFromTable(listed)).toEqual(['libX11-xcb.so.1']);
    const whole = `${listed}\n\tlibX11-xcb.so.1 (libc6,x86-64) => /lib/libX11-xcb.so.1`;
    expect(missingFromTable(whole)).toEqual([]);
  });

  it('needs nothing where the system keeps no list', () => {
    expect(missingFromTable(null)).toEqual([]);
  });
});

describe.skipIf(process.platform === 'win32')('a start that a signal ends', () => {
  it.each([
    ['SIGILL', 132],
    ['SIGTRAP', 133],
    ['SIGKILL', 137],
  ])('is one line that says what to do (%s)', async (signal, code) => {
    const { code: answered, said } = await handedOver(`kill -${signal.slice(3)} $$`);
    expect(answered).toBe(code);
    expect(said).toMatch(new RegExp(`^Thumbline was ended by ${signal}\\. [^\\n]+\\n$`));
    expect(said).toMatch(/npm start|npm run thumbline|apt-get install|Install what/);
  });

  it('names the packages that are missing', () => {
    vi.stubEnv('PATH', tempFolder());
    onTestFinished(() => void vi.unstubAllEnvs());
    const line = signalLine('SIGILL', ['libX11-xcb.so.1']);
    expect(line).toBe(
      'Thumbline was ended by SIGILL. Install what your system calls libx11-xcb1, then try again.',
    );
  });

  it('is told from an ordinary end', async () => {
    expect(await handedOver('exit 3')).toEqual({ code: 3, said: '' });
  });
});

describe.runIf(process.platform === 'linux')('the sandbox', () => {
  it.each([
    [0, true],
    [1, false],
  ])('is tried: the system answers %i', (status, can) => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'unshare'), `#!/bin/sh\nexit ${status}\n`);
    chmodSync(join(folder, 'unshare'), 0o755);
    expect(canMakeNamespaces({ PATH: folder })).toBe(can);
  });

  it('is left to Chromium where nothing can be tried', () => {
    expect(canMakeNamespaces({ PATH: tempFolder() })).toBe(true);
  });
});
