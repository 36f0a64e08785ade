// A program: mounts an empty disk in memory at a folder until it is unmounted, then writes down what happened to it. With the word "links" its
// files may have several names; with words such as "hang=open" it answers none of those once somebody has looked for `hangNow`. It speaks
// the kernel's own protocol, because no package does that for Node; mounting takes root and Linux. It says "mounted" once it is.
import { spawnSync } from 'node:child_process';
import { Buffer } from 'node:buffer';
import { openSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { serialize } from 'node:v8';
import { errorCode } from '../../../src/engine/files/write-failure.ts';
import { hangNow, mostBytes, namesFrom, opcodes, parseRequest, replyTo } from './fuse-messages.ts';
import { ServedDisk } from './served-disk.ts';

const [folder = '', notes = '', ...features] = process.argv.slice(2);
const device = openSync('/dev/fuse', 'r+');
/** In the program `mount` the device is its fourth open file. */
const options = `fd=3,rootmode=40000,user_id=${process.getuid?.()},group_id=${process.getgid?.()},allow_other`;
const words = ['-i', '-n', '-t', 'fuse', '-o', options, 'simulated-disk', folder];
const mounted = spawnSync('mount', words, { stdio: ['ignore', 'ignore', 'inherit', device] });
if (mounted.status !== 0) process.exit(1);
writeSync(1, 'mounted\n');

const disk = new ServedDisk({ hasLinks: features.includes('links') });
const buffer = Buffer.alloc(mostBytes + 64 * 1024);

/** The kernel's next request; null once the disk is unmounted. */
function nextRequest(): Buffer | null {
  for (;;) {
    try {
      return buffer.subarray(0, readSync(device, buffer));
    } catch (error) {
      const code = errorCode(error);
      if (code === 'ENODEV') return null;
      // Who asked was interrupted.
      if (!['ENOENT', 'EINTR', 'EAGAIN'].includes(code)) throw error;
    }
  }
}

const unanswered = new Set<number>(
  Object.entries(opcodes)
    .filter(([name]) => features.includes(`hang=${name}`))
    .map(([, opcode]) => opcode),
);
let isHanging = false;

for (let bytes = nextRequest(); bytes !== null; bytes = nextRequest()) {
  const request = parseRequest(bytes);
  if (isHanging && unanswered.has(request.opcode)) continue;
  isHanging ||= request.opcode === opcodes.lookup && namesFrom(request.body, 0)[0] === hangNow;
  const answer = disk.answer(request);
  try {
    if (answer) writeSync(device, replyTo(request, answer));
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}
writeFileSync(notes, serialize(disk.events));
