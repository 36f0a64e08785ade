// Builds the image and runs it as compose.yaml does: a Redis, a service and more workers beside a running one, each an ordinary user without
// capabilities on a root that is only read. Says what is missing, and then fails: nothing is skipped.
//   THUMBLINE_BASES=folder  stands in for the official images where they cannot be pulled. Its folder "node" has Node 24, npm and
//                           redis-server, its folder "debian" what debootstrap --variant=minbase makes, without documentation
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './root.js';

const image = 'localhost/thumbline-test';
const redisImage = 'docker.io/library/redis:7-bookworm';
/** What stands in for each. */
const bases = {
  'docker.io/library/node:24-bookworm-slim': 'node',
  [redisImage]: 'node',
  'docker.io/library/debian:bookworm-slim': 'debian',
};
const mostBytes = 350_000_000;
const pullMs = 120_000;

/** Ends it once everything is cleaned up. @param {string} words @returns {never} */
function giveUp(words) {
  throw new Error(words);
}

const there = (/** @type {string} */ name) => spawnSync('which', [name]).status === 0;
const missing = ['buildah', 'podman', 'runc'].filter((name) => !there(name));
if (missing.length > 0) {
  console.error(
    `test:container: missing: ${missing.join(', ')}. On Debian: apt-get install buildah podman runc`,
  );
  process.exit(1);
}

const place = mkdtempSync(join(tmpdir(), 'thumbline-container-'));
const storage = ['--root', join(place, 'storage'), '--runroot', join(place, 'run')];

/**
 * @param {readonly string[]} words
 * @param {{ input?: Buffer | undefined, timeout?: number, mayFail?: boolean, isShown?: boolean }} [more]
 */
function run([program = '', ...words], { input, timeout, mayFail = false, isShown = false } = {}) {
  /** @type {import('node:child_process').StdioOptions} */
  const stdio = ['pipe', isShown ? 'inherit' : 'pipe', 'pipe'];
  const ended = spawnSync(program, [...storage, ...words], { cwd: root, input, timeout, stdio });
  if (ended.status !== 0 && !mayFail) {
    throw new Error(`${program} ${words.join(' ')}: ${String(ended.stderr).slice(-2000)}`);
  }
  return { isDone: ended.status === 0, said: String(ended.stdout ?? '').trim() };
}
const buildah = (/** @type {string[]} */ ...words) => run(['buildah', ...words]).said;
const podman = (/** @type {string[]} */ ...words) =>
  run(['podman', '--runtime', 'runc', ...words]).said;

/** @param {string} base @param {string} folder */
function standIn(base, folder) {
  if (!existsSync(join(folder, 'usr/bin'))) giveUp(`${folder} holds no usr/bin`);
  const made = buildah('from', 'scratch');
  buildah('add', '-q', made, folder, '/');
  buildah('config', '--env', 'PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', made);
  // Where the registry of packages is behind a proxy with a certificate of its own.
  const certificates = process.env['NODE_EXTRA_CA_CERTS'];
  if (certificates) {
    buildah('copy', '-q', made, certificates, '/etc/ssl/own.crt');
    buildah('config', '--env', 'NODE_EXTRA_CA_CERTS=/etc/ssl/own.crt', made);
  }
  buildah('commit', '-q', '--format', 'docker', made, base);
  buildah('rm', made);
}

function findBases() {
  const folder = process.env['THUMBLINE_BASES'];
  for (const [base, name] of Object.entries(bases)) {
    if (folder) {
      standIn(base, join(folder, name));
      continue;
    }
    const pulled = run(['buildah', 'pull', '-q', base], { timeout: pullMs, mayFail: true });
    if (!pulled.isDone)
      giveUp(`${base} cannot be pulled. THUMBLINE_BASES=folder stands in for it.`);
  }
}

/** @param {boolean} isTrue @param {string} words */
function check(isTrue, words) {
  if (!isTrue) throw new Error(`not so: ${words}`);
  console.log(`  ${words}`);
}

const few = [
  '--ulimit',
  'nofile=4096:4096',
  '--ulimit',
  'nproc=4096:4096',
  '--read-only',
  '--tmpfs',
  '/tmp',
  '--cap-drop',
  'ALL',
  '--security-opt',
  'no-new-privileges',
];
const ours = [
  '--volume',
  `${join(place, 'data')}:/data:U`,
  '--env',
  'THUMBLINE_REDIS=redis://127.0.0.1',
];

/** @param {string} name @param {string[]} words */
const start = (name, ...words) =>
  podman(
    'run',
    '--detach',
    '--name',
    name,
    '--network',
    'container:redis',
    ...few,
    ...ours,
    ...words,
  );

/** A program in the service's container, which answers with JSON. @param {string} code @param {Buffer} [input] */
function inService(code, input) {
  const words = ['exec', '--interactive', 'service', 'node', '--input-type=module', '--eval', code];
  return JSON.parse(run(['podman', '--runtime', 'runc', ...words], { input }).said);
}

/** Asks until it is so; each asking starts a program, which is pause enough. @param {() => boolean} isSo @param {string} words */
function waitFor(isSo, words) {
  const until = Date.now() + 120_000;
  while (!isSo()) if (Date.now() > until) throw new Error(`not within two minutes: ${words}`);
  console.log(`  ${words}`);
}

function testImage() {
  const {
    Size: size,
    Config: config,
    Healthcheck: healthcheck,
  } = JSON.parse(podman('inspect', '--type', 'image', image))[0];
  check(config.User === 'node', 'it runs as an ordinary user');
  check(
    (config.Healthcheck ?? healthcheck) !== undefined,
    'its health check is kept (--format docker)',
  );
  const megabytes = (/** @type {number} */ bytes) => Math.round(bytes / 1e6);
  check(size <= mostBytes, `it has ${megabytes(size)} MB (${megabytes(mostBytes)} at most)`);
}

function testFarm() {
  spawnSync('mkdir', ['-p', join(place, 'data')]);
  const redis = ['redis-server', '--save', '', '--protected-mode', 'no'];
  podman('run', '--detach', '--name', 'redis', '--network', 'none', ...few, redisImage, ...redis);
  start('service', '--env', 'THUMBLINE_TOKEN=only-a-test', image);
  start('worker-1', image, 'worker');
  const health = () =>
    run(['podman', '--runtime', 'runc', 'healthcheck', 'run', 'service'], { mayFail: true });
  waitFor(() => health().isDone, 'its health check answers');
  // What `docker compose up --scale worker=3` does to a running project.
  start('worker-2', image, 'worker');
  start('worker-3', image, 'worker');
  const ask = `const headers = { authorization: 'Bearer only-a-test' };
    const url = 'http://127.0.0.1:5000';`;
  const workers = () =>
    inService(
      `${ask} const r = await fetch(url + '/workers', { headers }); console.log(JSON.stringify((await r.json()).workers.map(({ facts }) => facts.protection)));`,
    );
  waitFor(() => workers().length === 3, 'workers that were started beside it take part');
  const picture = readFileSync(join(root, 'samples/dunes.webp'));
  const made = inService(
    `${ask}
    const bytes = await new Blob(await Array.fromAsync(process.stdin)).arrayBuffer();
    const send = async () => {
      const body = new FormData();
      body.append('file', new Blob([bytes]), 'dunes.webp');
      const answer = await fetch(url + '/convert?wait=60', { method: 'POST', headers, body });
      return [answer.status, (await answer.arrayBuffer()).byteLength];
    };
    console.log(JSON.stringify(await Promise.all(Array.from({ length: 24 }, send))));`,
    picture,
  );
  check(
    made.every((/** @type {number[]} */ [status, bytes = 0]) => status === 200 && bytes > 500),
    '24 pictures come back',
  );
  const who = podman(
    'exec',
    'worker-1',
    'sh',
    '-c',
    'id -u; grep CapEff /proc/self/status; touch /app/x 2>&1 || true',
  );
  check(who.startsWith('1000\n'), 'workers have uid 1000');
  check(/CapEff:\s+0+\n/.test(who), 'and no capabilities');
  check(/read-only/i.test(who), 'and a root that is only read');
  console.log(`  their decoders: ${JSON.stringify(workers())}`);
  podman('stop', '--time', '60', 'worker-2');
  check(
    JSON.parse(podman('inspect', 'worker-2'))[0].State.ExitCode === 0,
    'one that is stopped finishes and ends with 0',
  );
}

try {
  findBases();
  console.log('Building the image');
  const words = [
    'bud',
    '--isolation',
    'chroot',
    '--format',
    'docker',
    '--pull-never',
    '-t',
    image,
    '.',
  ];
  run(['buildah', ...words], { isShown: process.argv.includes('--verbose') });
  testImage();
  console.log('Running it');
  testFarm();
  console.log('All of it holds.');
} catch (error) {
  console.error(`test:container: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  // The others use its network: it goes last.
  for (const name of ['worker-1', 'worker-2', 'worker-3', 'service', 'redis']) {
    run(['podman', '--runtime', 'runc', 'rm', '--force', '--time', '5', name], { mayFail: true });
  }
  run(['buildah', 'rm', '--all'], { mayFail: true });
  run(['buildah', 'rmi', '--all', '--force'], { mayFail: true });
  rmSync(place, { recursive: true, force: true });
}
