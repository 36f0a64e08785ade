import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import manifest from './package.json' with { type: 'json' };
import { plainVerbs } from './src/shared/ipc/contract.ts';
import { decoderPackages } from './scripts/decoder-packages.js';
import { mirroredPage } from './src/main/protocol/page-files.ts';

const entry = (path: string) => resolve(import.meta.dirname, 'src', path);

/** What cannot be bundled: it brings programs of its own. */
const nativePackages = new Set([...decoderPackages, '@parcel/watcher']);

/** Read by the window without a network, as the page of a service does. */
const guideText = JSON.stringify(
  readFileSync(resolve(import.meta.dirname, 'docs/guide.md'), 'utf8'),
);

const isOfDesktop = (path: string) =>
  /\/src\/main\/|\/words\/areas\/desktop\.ts|\/node_modules\/electron-store\//.test(path);

/** The page once more for languages from right to left: its first frame is painted before it knows a language. */
const mirrorPage = {
  name: 'mirror-page',
  writeBundle({ dir = '' }) {
    const page = readFileSync(resolve(dir, 'index.html'), 'utf8');
    writeFileSync(resolve(dir, mirroredPage), page.replace('<html ', '<html dir="rtl" '));
  },
} satisfies Plugin;

export default defineConfig(({ command }) => ({
  main: {
    build: {
      // The terminal's is the oldest Node that package.json names.
      target: 'node22.18',
      // All but what decodes pixels is bundled, so that a package needs no other node_modules.
      externalizeDeps: {
        exclude: Object.keys(manifest.dependencies).filter((name) => !nativePackages.has(name)),
      },
      rollupOptions: {
        input: {
          index: entry('main/index.ts'),
          'history-thread': entry('engine/history/history-thread.ts'),
          'walk-thread': entry('engine/walk/walk-thread.ts'),
          'zip-thread': entry('engine/saving/zip/zip-thread.ts'),
          'disk-process': entry('engine/files/disk-process.ts'),
          'walk-process': entry('engine/walk/walk-process.ts'),
          'watch-process': entry('engine/watch/watch-process.ts'),
          // Built by itself (`vite.worker.config.ts`), but for `npm run dev`, which follows its sources.
          ...(command === 'serve' && { worker: entry('worker/index.ts') }),
          cli: entry('cli/index.ts'),
        },
        output: {
          // By themselves, so that the npm package can leave them out.
          chunkFileNames: ({ moduleIds }) =>
            moduleIds.some(isOfDesktop) ? 'desktop/[name]-[hash].js' : 'chunks/[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    define: { PLAIN_VERBS: JSON.stringify(plainVerbs) },
    build: {
      externalizeDeps: false,
      // A sandboxed preload cannot load an ES module, nor another file.
      isolatedEntries: true,
      rollupOptions: {
        input: {
          index: entry('preload/index.ts'),
          'drop-window': entry('preload/drop-window.ts'),
        },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: entry('renderer'),
    plugins: [react(), mirrorPage],
    define: { GUIDE_TEXT: guideText },
    build: {
      minify: true,
      rollupOptions: {
        input: entry('renderer/index.html'),
        // Schemas that nothing here parses with are left out, and zod stays out of the first screen: main parses what the
        // window sends. Words and schemas do nothing by being loaded; `no-eval` does.
        treeshake: {
          manualPureFunctions: ['z'],
          moduleSideEffects: [{ test: /[\\/]src[\\/]shared[\\/](?!no-eval)/, sideEffects: false }],
        },
        // Chunks are evaluated in their own order: what must come before any schema is one of its own.
        output: { codeSplitting: { groups: [{ name: 'no-eval', test: /no-eval/ }] } },
      },
    },
  },
}));
