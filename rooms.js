/**
 * The one table of rooms: what each folder of `src` may import. Lint (`oxlint.config.ts`) and
 * `tests/unit/rooms.test.ts` read it; each room's tsconfig takes away the globals it must not see.
 *
 * `rooms`: other rooms it may import from. `packages`: npm packages. `node`: whether `node:` modules exist there.
 * `say`: what to do instead. `entries`: the only files of it that other rooms may import; left out, all of them.
 *
 * `inside`: the same one floor down. What each of its folders, and each file of its root that folders import, may import
 * of the others; the other files of the root stand above all of them. `npm run check:rooms` prints the arrows.
 *
 * @typedef {object} Room
 * @property {readonly string[]} rooms
 * @property {readonly string[]} packages
 * @property {boolean} node
 * @property {string} say
 * @property {readonly string[]} [entries]
 * @property {Readonly<Record<string, readonly string[]>>} [inside]
 */

/** @type {Readonly<Record<string, Room>>} */
export const rooms = {
  shared: {
    rooms: [],
    packages: ['zod'],
    node: false,
    say: 'shared holds words only: no Node, no DOM, no Electron',
    inside: {
      'no-eval.ts': [],
      'result.ts': [],
      words: [],
      formats: [],
      paths: [],
      server: [],
      task: ['result.ts', 'words', 'formats', 'paths'],
      worker: ['formats', 'task'],
      settings: ['server', 'task'],
      ipc: ['result.ts', 'formats', 'server', 'settings', 'task'],
      service: ['task', 'ipc'],
    },
  },
  engine: {
    rooms: ['shared'],
    packages: ['p-queue', 'zip-stream', 'zod'],
    node: true,
    say: 'the engine is plain Node: pixels belong in worker, Electron in main',
    entries: [
      'index.ts',
      'files/index.ts',
      // Threads are started from their own files.
      'saving/zip/zip-thread.ts',
      'walk/walk-thread.ts',
    ],
    inside: {
      'ports.ts': [],
      files: [],
      monitor: [],
      ledger: ['ports.ts'],
      scheduling: ['ports.ts'],
      trash: ['ports.ts', 'files'],
      undo: ['ports.ts', 'files'],
      'focal-points': ['ports.ts', 'files'],
      history: ['ports.ts', 'files', 'ledger'],
      memory: ['ports.ts', 'files'],
      'desktop-cache': ['files'],
      naming: ['files', 'memory', 'desktop-cache'],
      walk: ['ports.ts', 'files', 'desktop-cache'],
      admission: ['ports.ts', 'files', 'memory'],
      'worker-pool': ['ports.ts', 'files'],
      server: ['ports.ts', 'files', 'memory', 'worker-pool'],
      previews: ['files', 'worker-pool'],
      saving: ['ports.ts', 'files', 'naming', 'previews'],
      attempt: ['ports.ts', 'files', 'memory', 'naming', 'desktop-cache', 'worker-pool'],
      'dry-run': ['ports.ts', 'files', 'memory', 'naming', 'walk', 'admission', 'worker-pool'],
      intake: ['ports.ts', 'ledger', 'walk', 'admission'],
      queue: [
        'ports.ts',
        'files',
        'ledger',
        'admission',
        'intake',
        'server',
        'worker-pool',
        'attempt',
      ],
    },
  },
  worker: {
    rooms: ['shared'],
    packages: [
      'sharp',
      'libheif-js',
      'jxl-oxide-wasm',
      '@cornerstonejs/codec-openjpeg',
      '@hyzyla/pdfium',
    ],
    node: true,
    say: 'the worker makes pixels and knows nothing of the queue',
    inside: {
      'refusal.ts': [],
      bytes: [],
      'to-failure': ['refusal.ts'],
      sniffing: ['bytes'],
      reading: ['refusal.ts', 'to-failure', 'sniffing'],
      decoding: ['refusal.ts', 'bytes', 'to-failure', 'sniffing'],
      metadata: [],
      imaging: ['refusal.ts', 'decoding', 'metadata'],
      writing: ['refusal.ts', 'to-failure', 'reading', 'decoding', 'imaging'],
    },
  },
  main: {
    rooms: ['shared', 'engine'],
    packages: ['electron', 'electron-store'],
    node: true,
    say: 'main holds adapters only: put logic in engine, pixels in worker',
  },
  preload: {
    rooms: ['shared'],
    packages: ['electron'],
    node: false,
    say: 'the preload is a door: a handful of verbs',
  },
  renderer: {
    rooms: ['shared'],
    packages: [
      'react',
      'react-dom',
      'zustand',
      'lucide-react',
      '@base-ui/react',
      '@tanstack/react-virtual',
    ],
    node: false,
    say: 'the screen asks window.thumbline for everything',
  },
  cli: {
    rooms: ['shared', 'engine'],
    packages: ['commander', 'cli-progress'],
    node: true,
    say: 'the terminal is a thin shell over engine',
    inside: {
      args: [],
      report: ['args'],
      runs: ['args', 'report'],
      commands: ['args', 'report', 'runs'],
    },
  },
  web: {
    rooms: ['shared', 'renderer'],
    packages: ['zod'],
    node: false,
    say: 'the page is the screen with HTTP in place of the desktop: it adds nothing of its own',
  },
  service: {
    rooms: ['shared', 'engine'],
    packages: [
      'zod',
      'fastify',
      '@fastify/multipart',
      '@fastify/rate-limit',
      '@fastify/static',
      '@fastify/swagger',
      '@fastify/swagger-ui',
      'fastify-type-provider-zod',
      'openapi-types',
      'prom-client',
      'commander',
      'bullmq',
      'ioredis',
      '@bull-board/api',
      '@bull-board/fastify',
      '@aws-sdk/client-s3',
      '@aws-sdk/lib-storage',
    ],
    node: true,
    say: 'the service is a thin shell over engine: queue logic belongs there, pixels in worker',
  },
};
