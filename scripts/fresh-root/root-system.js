// A Debian in a folder: what root and an ordinary user run in it.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const user = 'ada';
const stepLimitMs = 5 * 60_000;

export const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks until it is so. */
export async function until(what, isSo) {
  const end = Date.now() + stepLimitMs;
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`Waited in vain: ${what}.`);
    await wait(200);
  }
}

export class RootSystem {
  constructor(root, display) {
    this.root = root;
    this.environment = {
      PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
      LANG: 'C.UTF-8',
      DEBIAN_FRONTEND: 'noninteractive',
      DISPLAY: display,
    };
  }

  path(name) {
    return join(this.root, name);
  }

  /** In a mount namespace that nobody else sees. */
  mount(...words) {
    const { status, stderr } = spawnSync('mount', words, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`mount: ${stderr}`);
  }

  prepare({ optBytes }) {
    this.mount('-t', 'proc', 'proc', this.path('proc'));
    this.mount('--rbind', '/dev', this.path('dev'));
    this.mount('-t', 'tmpfs', 'tmpfs', this.path('dev/shm'));
    mkdirSync(this.path('tmp/.X11-unix'), { recursive: true });
    this.mount('--bind', '/tmp/.X11-unix', this.path('tmp/.X11-unix'));
    mkdirSync(this.path('opt'), { recursive: true });
    this.mount('-t', 'tmpfs', '-o', `size=${optBytes},mode=755`, 'tmpfs', this.path('opt'));
    cpSync('/etc/resolv.conf', this.path('etc/resolv.conf'), { dereference: true });
    this.run('useradd', '--create-home', '--shell', '/bin/bash', user);
  }

  growOpt(bytes) {
    this.mount('-o', `remount,size=${bytes}`, this.path('opt'));
  }

  /** As root. Answers `{ status, text }`. */
  try(...words) {
    const { status, stdout, stderr } = spawnSync('chroot', [this.root, ...words], {
      encoding: 'utf8',
      env: this.environment,
      maxBuffer: 1 << 28,
    });
    return { status, text: `${stdout}${stderr}` };
  }

  run(...words) {
    const { status, text } = this.try(...words);
    if (status !== 0)
      throw new Error(`${words.join(' ')} ended with ${status}:\n${text.slice(-2000)}`);
    return text;
  }

  userWords(words) {
    const home = `HOME=/home/${user}`;
    return [this.root, 'runuser', '-u', user, '--', 'env', '-C', `/home/${user}`, home, ...words];
  }

  tryAsUser(...words) {
    return this.try(...this.userWords(words).slice(1));
  }

  asUser(...words) {
    return this.run(...this.userWords(words).slice(1));
  }

  /** Stays until it is ended. `text()` is what it printed. */
  startAsUser(...words) {
    const child = spawn('chroot', this.userWords(words), {
      env: this.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk) => (text += chunk));
    }
    const ended = new Promise((resolve) => child.once('exit', resolve));
    return { ended, text: () => text };
  }

  home(name) {
    return this.path(join('home', user, name));
  }

  /** Every name below a folder of the system. */
  namesBelow(folder) {
    return readdirSync(this.path(folder), { recursive: true, encoding: 'utf8' });
  }

  filesIn(name) {
    const folder = this.home(name);
    return existsSync(folder) ? readdirSync(folder).filter((one) => !one.startsWith('.')) : [];
  }

  /** Processes of a program, by a word of their command line: `{ pid, line, status }`. */
  processes(word) {
    return readdirSync(this.path('proc'))
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => {
        try {
          const read = (file) => readFileSync(this.path(`proc/${pid}/${file}`), 'utf8');
          const line = read('cmdline').replaceAll('\0', ' ');
          return line.includes(word) ? [{ pid: Number(pid), line, status: read('status') }] : [];
        } catch {
          // It ended meanwhile.
          return [];
        }
      });
  }
}
