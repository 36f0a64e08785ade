/**
 * Node's permission model for a worker: no other program, no thread, no inspector. Files stay open to it, since
 * sources and destinations can lie anywhere; addons stay, since sharp is one. It binds JavaScript and WebAssembly,
 * on every system; native code is bound by the system's own means only.
 */
export const permissionFlags: readonly string[] = [
  '--permission',
  '--allow-fs-read=*',
  '--allow-fs-write=*',
  '--allow-addons',
  // Node warns of addons at each start; what a worker says there is kept for the log of a crash.
  '--disable-warning=SecurityWarning',
];
