import { Buffer } from 'node:buffer';

/** Calls that a decoder never makes, by their numbers on x64 and on arm64 (null: there is none). */
const denied: Readonly<Record<string, readonly [x64: number, arm64: number | null]>> = {
  // Programs and other processes.
  fork: [57, null],
  vfork: [58, null],
  execveat: [322, 281],
  ptrace: [101, 117],
  process_vm_readv: [310, 270],
  process_vm_writev: [311, 271],
  process_madvise: [440, 440],
  pidfd_open: [434, 434],
  pidfd_getfd: [438, 438],
  pidfd_send_signal: [424, 424],
  kcmp: [312, 272],
  // Sockets: the line to the broker is a pipe that is there already.
  socket: [41, 198],
  socketpair: [53, 199],
  connect: [42, 203],
  bind: [49, 200],
  listen: [50, 201],
  accept: [43, 202],
  accept4: [288, 242],
  sendto: [44, 206],
  recvfrom: [45, 207],
  sendmsg: [46, 211],
  recvmsg: [47, 212],
  sendmmsg: [307, 269],
  recvmmsg: [299, 243],
  // Keys, memory of others and messages.
  keyctl: [250, 219],
  add_key: [248, 217],
  request_key: [249, 218],
  memfd_create: [319, 279],
  memfd_secret: [447, 447],
  shmget: [29, 194],
  shmat: [30, 196],
  shmctl: [31, 195],
  msgget: [68, 186],
  msgsnd: [69, 189],
  msgrcv: [70, 188],
  semget: [64, 190],
  semop: [65, 193],
  mq_open: [240, 180],
  move_pages: [279, 239],
  migrate_pages: [256, 238],
  vmsplice: [278, 75],
  // The kernel's own doors.
  bpf: [321, 280],
  perf_event_open: [298, 241],
  userfaultfd: [323, 282],
  personality: [135, 92],
  init_module: [175, 105],
  finit_module: [313, 273],
  delete_module: [176, 106],
  kexec_load: [246, 104],
  kexec_file_load: [320, 294],
  lookup_dcookie: [212, 18],
  syslog: [103, 116],
  acct: [163, 89],
  quotactl: [179, 60],
  reboot: [169, 142],
  swapon: [167, 224],
  swapoff: [168, 225],
  iopl: [172, null],
  ioperm: [173, null],
  fanotify_init: [300, 262],
  // Other views of the disk.
  mount: [165, 40],
  umount2: [166, 39],
  pivot_root: [155, 41],
  chroot: [161, 51],
  open_tree: [428, 428],
  move_mount: [429, 429],
  fsopen: [430, 430],
  fsconfig: [431, 431],
  fsmount: [432, 432],
  fspick: [433, 433],
  mount_setattr: [442, 442],
  unshare: [272, 97],
  setns: [308, 268],
  mknod: [133, null],
  mknodat: [259, 33],
  name_to_handle_at: [303, 264],
  open_by_handle_at: [304, 265],
  // Other rights and another time.
  setuid: [105, 146],
  setgid: [106, 144],
  setreuid: [113, 145],
  setregid: [114, 143],
  setresuid: [117, 147],
  setresgid: [119, 149],
  setgroups: [116, 159],
  setfsuid: [122, 151],
  setfsgid: [123, 152],
  capset: [126, 91],
  settimeofday: [164, 170],
  clock_settime: [227, 112],
  adjtimex: [159, 171],
  clock_adjtime: [305, 266],
  sethostname: [170, 161],
  setdomainname: [171, 162],
};

interface Processor {
  readonly audit: number;
  readonly clone: number;
  readonly ioctl: number;
  readonly column: 0 | 1;
}
const processors: Readonly<Record<string, Processor>> = {
  x64: { audit: 0xc000003e, clone: 56, ioctl: 16, column: 0 },
  arm64: { audit: 0xc00000b7, clone: 220, ioctl: 29, column: 1 },
};

/** The same on both: `clone3`, whose flags no filter sees, and `io_uring`. Answered as by a kernel without them. */
const unknown = [435, 425, 426, 427];

const [load, isEqual, isAtLeast, hasAny, answer] = [0x20, 0x15, 0x35, 0x45, 0x06];
const allow = 0x7fff0000;
const kill = 0x80000000;
const refuse = (errno: number) => 0x00050000 + errno;
const [EPERM, ENOSYS] = [1, 38];

/** Where the kernel puts what it asks about. Bytes. */
const at = { call: 0, processor: 4, firstWord: 16, secondWord: 24 };
const firstX32 = 0x40000000;
const newThread = 0x00010000;
/** Every `CLONE_NEW…`: spaces of its own. */
const newSpaces = 0x7e020080;
/** Typing for others, and what is like it on a console. */
const typing = [0x5412, 0x541c];

type Instruction = readonly [code: number, word: number, ifTrue?: number, ifFalse?: number];

function instructions({ audit, clone, ioctl, column }: Processor): readonly Instruction[] {
  const numbers = Object.values(denied).flatMap((both) => both[column] ?? []);
  const when = (number: number, reply: number): readonly Instruction[] => [
    [isEqual, number, 0, 1],
    [answer, reply],
  ];
  return [
    [load, at.processor],
    [isEqual, audit, 1, 0],
    [answer, kill],
    [load, at.call],
    [isAtLeast, firstX32, 0, 1],
    [answer, kill],
    ...unknown.flatMap((number) => when(number, refuse(ENOSYS))),
    ...numbers.flatMap((number) => when(number, refuse(EPERM))),
    [isEqual, clone, 0, 5],
    [load, at.firstWord],
    [hasAny, newSpaces, 1, 0],
    [hasAny, newThread, 1, 0],
    [answer, refuse(EPERM)],
    [answer, allow],
    [isEqual, ioctl, 0, 5],
    [load, at.secondWord],
    ...typing.flatMap((number) => when(number, refuse(EPERM))),
    [answer, allow],
  ];
}

/**
 * What the kernel lets a decoder ask of it, as `bwrap --seccomp` reads it: no program, no other process, no socket, no mount. Threads and
 * files go on as they were. Null for a processor whose numbers are not known here; arm64's are not tried.
 */
export function callFilter(processor: string = process.arch): Buffer | null {
  const known = processors[processor];
  if (!known) return null;
  const bytes = instructions(known).map(([code, word, ifTrue = 0, ifFalse = 0]) => {
    const one = Buffer.alloc(8);
    one.writeUInt16LE(code, 0);
    one.writeUInt8(ifTrue, 2);
    one.writeUInt8(ifFalse, 3);
    one.writeUInt32LE(word, 4);
    return one;
  });
  return Buffer.concat(bytes);
}
