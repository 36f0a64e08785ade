import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { decoderPackages } from './electron.vite.config.ts';

/**
 * The worker checks no message of the engine, so it needs none of the schemas beside the words it shares: building them took
 * a tenth of its start. Whoever comes to parse with one there learns of it at once.
 */
const noSchemas = `
const misuse = new Set(['parse', 'safeParse', 'options', 'shape']);
const nothing = new Proxy(() => nothing, {
  apply: () => nothing,
  get(_, name) {
    if (misuse.has(name)) throw new Error('the worker is built without schemas');
    return nothing;
  },
});
export const z = nothing;
`;

const withoutSchemas: Plugin = {
  name: 'without-schemas',
  enforce: 'pre',
  resolveId: (id) => (id === 'zod' ? '\0zod' : null),
  load: (id) => (id === '\0zod' ? noSchemas : null),
};

/**
 * The worker by itself, into `out/main`: it starts for every run of the terminal, so it carries what it needs in few files, sharp's
 * own JavaScript among it. Only sharp's native part and the decoders of rarer formats are loaded from `node_modules`.
 */
export default defineConfig({
  plugins: [withoutSchemas],
  ssr: { noExternal: true, external: decoderPackages.filter((name) => name !== 'sharp') },
  build: {
    ssr: true,
    rollupOptions: {
      input: {
        worker: join(import.meta.dirname, 'src/worker/index.ts'),
        broker: join(import.meta.dirname, 'src/broker/index.ts'),
      },
      output: {
        chunkFileNames: 'decoders/[name]-[hash].js',
        // Less to parse; the names stay, for the log of a bug.
        minify: { compress: true, mangle: false, codegen: true },
      },
    },
    outDir: join(import.meta.dirname, 'out/main'),
    emptyOutDir: false,
    target: 'es2024',
  },
});
