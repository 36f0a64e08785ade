// npm run bench -- terminal [rounds] [sets…]: the terminal's command as built, from a checkout and from source, against sharp alone,
// vipsthumbnail, Pillow, ImageMagick and GraphicsMagick, in turns. Linux; as root on Debian it installs what is missing.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { buildAppIfStale } from '../scripts/build-if-stale.js';
import { installWords, onPath } from '../scripts/install-words.js';
import { apt, aptOptions } from '../scripts/system-packages.js';
import { median } from './median.ts';
import { openCpuGroup } from './terminal/cpu-group.ts';
import { type Lane, lanes } from './terminal/lanes.ts';
import { writePhoto } from './write-photo.ts';

const sets = ['one', 'camera', 'png', 'mixed', 'tiny'] as const;
type SetName = (typeof sets)[number];

const words = process.argv.slice(2);
const rounds = Number(words.find((word) => /^\d+$/.test(word)) ?? 7);
const asked = sets.filter((name) => words.includes(name));
const folder = mkdtempSync(join(tmpdir(), 'thumbline-bench-'));

/** Debian's own programs, by the packages that hold them: what else is on the PATH may be another version. */
const peers = {
  '/usr/bin/vipsthumbnail': 'libvips-tools',
  '/usr/bin/convert': 'imagemagick',
  '/usr/bin/gm': 'graphicsmagick',
};

function requirePeers(): void {
  const missing = Object.entries(peers).flatMap(([program, name]) =>
    existsSync(program) ? [] : [name],
  );
  const hasPillow = spawnSync('/usr/bin/python3', ['-c', 'import PIL']).status === 0;
  const wanted = [...missing, ...(hasPillow ? [] : ['python3-pil'])];
  if (wanted.length === 0) return;
  const isRoot = process.getuid?.() === 0 && onPath('apt-get');
  if (isRoot && apt(['update', '-q']) && apt(['install', ...aptOptions, ...wanted])) return;
  throw new Error(installWords(wanted));
}

/** Copies of a few pictures, so that no program's work is kept by another's. */
async function makeSet(name: SetName): Promise<string> {
  const photo = join(folder, 'photo.jpg');
  if (!readdirSync(folder).includes('photo.jpg')) await writePhoto(photo);
  const at = join(folder, name);
  mkdirSync(at);
  const put = async (count: number, width: number, extension: string) => {
    const model = join(folder, `${width}.${extension}`);
    await sharp(photo).resize(width).toFile(model);
    for (let copy = 0; copy < count; copy += 1) {
      cpSync(model, join(at, `${width}-${copy}.${extension}`));
    }
  };
  if (name === 'one') {
    cpSync(photo, join(at, 'one.jpg'));
    return join(at, 'one.jpg');
  }
  if (name === 'camera' || name === 'mixed') await put(name === 'camera' ? 45 : 20, 4000, 'jpg');
  if (name === 'png' || name === 'mixed') await put(name === 'png' ? 45 : 20, 1280, 'png');
  if (name === 'tiny') await put(400, 320, 'jpg');
  if (name === 'mixed') await put(40, 1600, 'jpg');
  return at;
}

interface Cost {
  readonly wall: number;
  readonly cpu: number;
}

/** The shell counts only what was waited for, which a decoder in a box is not: it is killed with its box. */
const group = openCpuGroup();

/** Seconds. */
function run({ command }: Lane, source: string): Cost {
  const results = mkdtempSync(join(folder, 'results-'));
  const timed = `TIMEFORMAT='%R %U %S'; time { ${command} ; } >/dev/null 2>&1`;
  const environment = {
    ...process.env,
    XDG_DATA_HOME: join(folder, 'data'),
    // Sharp alone is a command from source: that it strips types is not what is compared.
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
  };
  const joined = group === null ? '' : `echo $$ > ${group.membersFile}; `;
  const words = ['-c', `${joined}{ ${timed} ; } 2>&1`, 'bash', source, results];
  const before = group?.seconds() ?? 0;
  const printed = execFileSync('bash', words, { env: environment, encoding: 'utf8' });
  const [wall = 0, user = 0, system = 0] = printed.trim().split(/\s+/).map(Number);
  if (readdirSync(results, { recursive: true }).length === 0) {
    throw new Error(`it made nothing: ${command}`);
  }
  rmSync(results, { recursive: true });
  return { wall, cpu: group === null ? user + system : group.seconds() - before };
}

async function compare(name: SetName): Promise<void> {
  const source = await makeSet(name);
  const costs = new Map(lanes.map((lane) => [lane, [run(lane, source)].slice(1)]));
  for (let round = 0; round < rounds; round += 1) {
    for (const lane of lanes) costs.get(lane)?.push(run(lane, source));
  }
  const load = loadavg()[0]?.toFixed(1) ?? '?';
  console.log(`\n| ${name}, ${rounds} rounds, load ${load} | by the clock | range | CPU |`);
  console.log('| --- | --- | --- | --- |');
  for (const [lane, taken] of costs) {
    const walls = taken.map(({ wall }) => wall);
    const range = `${Math.min(...walls).toFixed(2)}–${Math.max(...walls).toFixed(2)} s`;
    const cpu = median(taken.map((cost) => cost.cpu)).toFixed(2);
    console.log(`| ${lane.name} | ${median(walls).toFixed(2)} s | ${range} | ${cpu} s |`);
  }
}

requirePeers();
buildAppIfStale();
for (const name of asked.length > 0 ? asked : sets) await compare(name);
group?.close();
rmSync(folder, { recursive: true });
