import { join } from 'node:path';
import { defineConfig } from 'vite';

/**
 * The terminal by itself, into `out/main/terminal`, as CommonJS: V8 hands out what it compiled of a script together with the functions that
 * ran, and of an ES module it does not. Its entry `cli.js`, in the desktop's build, loads it (`kept-program.ts`).
 */
export default defineConfig({
  ssr: { noExternal: true, external: ['@parcel/watcher'] },
  build: {
    ssr: true,
    rollupOptions: {
      input: { start: join(import.meta.dirname, 'src/cli/start.ts') },
      output: {
        format: 'cjs',
        entryFileNames: '[name].cjs',
        chunkFileNames: '[name]-[hash].cjs',
        minify: { compress: true, mangle: false, codegen: true },
      },
    },
    outDir: join(import.meta.dirname, 'out/main/terminal'),
    emptyOutDir: true,
    // The oldest Node that package.json names.
    target: 'node22.18',
  },
});
