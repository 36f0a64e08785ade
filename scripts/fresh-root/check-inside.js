// What is tried with the package in a fresh Debian, in this order. The first that is not as it should be ends it.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root as project } from '../root.js';
import { newerVersion } from './newer-deb.js';
import { RootSystem, seconds, until } from './root-system.js';

const program = '/opt/Thumbline/thumbline-app';
const megabyte = 1024 ** 2;

function expectThat(isSo, words) {
  if (!isSo) throw new Error(words);
}

/** Copies a sample into a folder of the user's. */
function give(system, folder, name = 'dunes.webp') {
  const from = name.endsWith('.jpg') ? 'lisbon-dawn.jpg' : name;
  mkdirSync(system.home(folder), { recursive: true });
  cpSync(join(project, 'samples', from), system.home(join(folder, name)));
  system.run('chown', '-R', 'ada:ada', '/home/ada');
}

const made = (system, folder, name) =>
  until(`thumbnail of ${folder}/${name}`, () =>
    system.filesIn(join(folder, 'thumbnails')).includes(name),
  );

const install = (system, file, ...words) =>
  system.try('apt-get', 'install', '-y', '--no-install-recommends', ...words, file);

/** Reads the window's history with the Node of the package. */
function picturesInHistory(system) {
  const code = `const { DatabaseSync } = require('node:sqlite');
    const [file] = require('node:fs').globSync(process.env.HOME + '/.config/*/history.db');
    console.log(new DatabaseSync(file, { readOnly: true }).prepare("SELECT count(*) AS n FROM tasks WHERE status = 'succeeded'").get().n);`;
  return Number(system.asUser('/opt/Thumbline/resources/node/node', '--no-warnings', '-e', code));
}

async function closeApp(system, app) {
  // The others bear the program's whole path.
  const main = system
    .processes('thumbline-app')
    .find(({ line }) => line.startsWith('thumbline-app '));
  if (main !== undefined) process.kill(main.pid, 'SIGTERM');
  await app.ended;
  await until('every process of the app has ended', () => system.processes(program).length === 0);
}

function expectSandbox(system) {
  const all = system.processes(program);
  const pages = all.filter(({ line }) => line.includes('--type=renderer'));
  expectThat(pages.length > 0, 'There is no page.');
  const isBoxed = ({ status }) =>
    /^Seccomp:\t2$/m.test(status) && /^NSpid:(\t\d+){2,}$/m.test(status);
  expectThat(pages.every(isBoxed), `The page has no sandbox:\n${pages[0]?.status}`);
  expectThat(!all.some(({ line }) => line.includes('--no-sandbox')), 'Somebody said --no-sandbox.');
}

/** Names and texts that speak of Thumbline outside of home. */
function leftovers(system) {
  const looked = ['etc', 'opt', 'usr', 'var', 'root', 'tmp'].map((name) => `/${name}`);
  const logs = [
    '-path',
    '/var/log',
    '-o',
    '-path',
    '/var/cache/apt',
    '-o',
    '-path',
    '/tmp/.X11-unix',
  ];
  const named = system.try(
    'find',
    ...looked,
    '(',
    ...logs,
    ')',
    '-prune',
    '-o',
    '-iname',
    '*thumbline*',
    '-print',
  );
  const telling = [
    '/etc',
    '/usr/share/applications',
    '/usr/share/mime',
    '/var/lib/dpkg/status',
    '/var/lib/dpkg/alternatives',
  ];
  const said = system.try('grep', '-rIil', 'thumbline', ...telling);
  return `${named.text}${said.text}`.trim();
}

const steps = {
  async 'installs with its own dependencies only'({ system }) {
    system.run('apt-get', 'update');
    const { status, text } = install(system, '/first.deb');
    expectThat(status === 0, text.slice(-2000));
    return /(\d+) newly installed/.exec(text)?.[0];
  },
  async 'the terminal makes thumbnails, and says where the service is'({ system }) {
    give(system, 'terminal');
    const version = system.asUser('thumbline', '--version').trim();
    system.asUser('thumbline', 'terminal', '--size', '64');
    await made(system, 'terminal', 'dunes.webp');
    const refused = system.tryAsUser('thumbline', 'serve');
    expectThat(refused.status === 2 && refused.text.includes('docs/service.md'), refused.text);
    return version;
  },
  async 'the window takes what it is started with, its page in the sandbox'(state) {
    const { system } = state;
    give(system, 'first');
    state.app = system.startAsUser('thumbline-app', '/home/ada/first');
    await made(system, 'first', 'dunes.webp');
    expectSandbox(system);
  },
  async 'a second start gives its pictures to that window'({ system }) {
    give(system, 'second', 'Grüße aus Köln.jpg');
    system.asUser('thumbline', '--window', 'second/Grüße aus Köln.jpg');
    await made(system, 'second', 'Grüße aus Köln.jpg');
  },
  async 'xdg-open opens a picture in that window, and it is no default unasked'({ system }) {
    const more = ['xdg-utils', 'desktop-file-utils', 'shared-mime-info', 'libfile-mimeinfo-perl'];
    const { status, text } = install(system, more[0], ...more.slice(1));
    expectThat(status === 0, text.slice(-2000));
    system.run('update-desktop-database');
    give(system, 'third', 'Grüße aus Köln.jpg');
    system.asUser('xdg-mime', 'default', 'thumbline.desktop', 'image/jpeg');
    system.asUser('xdg-open', 'third/Grüße aus Köln.jpg');
    await made(system, 'third', 'Grüße aus Köln.jpg');
  },
  async 'an upgrade that finds the disk full leaves the old version whole'(state) {
    const { system, app } = state;
    await closeApp(system, app);
    state.pictures = picturesInHistory(system);
    const { status, text } = install(system, '/newer.deb');
    expectThat(
      status !== 0 && text.includes('No space left'),
      `It was not full: ${text.slice(-2000)}`,
    );
    expectThat(
      system.run('dpkg-query', '-W', '-f', '${Version} ${Status}', 'thumbline').startsWith('0.'),
      'Another version.',
    );
    expectThat(system.run('dpkg', '--verify', 'thumbline') === '', 'Its files were changed.');
    give(system, 'after-full');
    system.asUser('thumbline', 'after-full');
    return /^.*No space left.*$/m.exec(text)?.[0].trim();
  },
  async 'an upgrade that is killed in the middle is ended by the next'({ system }) {
    system.growOpt(1200 * megabyte);
    const words = [system.root, 'dpkg', '--install', '/newer.deb'];
    const child = spawn('chroot', words, { env: system.environment, stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const isUnpacking = () =>
      system.namesBelow('/opt/Thumbline').some((name) => name.endsWith('.dpkg-new'));
    await until('dpkg unpacks', isUnpacking);
    child.kill('SIGKILL');
    await ended;
    // What reads the package for it ends with it.
    await until('dpkg-deb has ended', () => system.processes('dpkg-deb').length === 0);
    const status = system.run('dpkg-query', '-W', '-f', '${Status}', 'thumbline');
    expectThat(!status.endsWith(' installed'), `It was not in the middle: ${status}`);
    const version = system.tryAsUser('thumbline', '--version');
    const { status: code, text } = system.try('dpkg', '--install', '/newer.deb');
    expectThat(code === 0, text.slice(-2000));
    expectThat(system.run('dpkg', '--verify', 'thumbline') === '', 'Its files were changed.');
    return `in between “${status}”, the terminal ended with ${version.status}`;
  },
  async 'the new version has the history of the old one'(state) {
    const { system } = state;
    const version = system.run('dpkg-query', '-W', '-f', '${Version}', 'thumbline');
    expectThat(version === newerVersion, version);
    give(system, 'upgraded');
    state.app = system.startAsUser('thumbline-app', '/home/ada/upgraded');
    await made(system, 'upgraded', 'dunes.webp');
    await closeApp(system, state.app);
    const pictures = picturesInHistory(system);
    expectThat(
      pictures === state.pictures + 1,
      `${state.pictures} pictures before, ${pictures} after.`,
    );
    return `${state.pictures} pictures kept, 1 new`;
  },
  async 'purge leaves nothing outside of home, and home as it was'({ system }) {
    const before = picturesInHistory(system);
    system.run('apt-get', 'purge', '-y', 'thumbline');
    const left = leftovers(system);
    expectThat(left === '', `Left:\n${left}`);
    expectThat(
      system.filesIn('first/thumbnails').length === 1 && before > 0,
      'Something of home is gone.',
    );
  },
};

/** Throws at the first step that fails. */
export async function checkInside({ root, deb, display }) {
  const system = new RootSystem(root, display);
  cpSync(deb, system.path('first.deb'));
  system.prepare({ optBytes: 600 * megabyte });
  /** @type {any} */
  const state = { system };
  for (const [name, step] of Object.entries(steps)) {
    const started = Date.now();
    const said = await step(state).catch((error) => {
      console.error(
        `FAILED  ${name} (${seconds(started)})\n${error.message}\n${state.app?.text() ?? ''}`,
      );
      process.exit(1);
    });
    console.log(`ok  ${name} (${seconds(started)})${said ? `: ${said}` : ''}`);
  }
}
