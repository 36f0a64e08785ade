import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { decoderPackages } from './scripts/decoder-packages.js';

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

/** What a start needs neither once nor at once: loaded when it is first called. */
const laterBuiltins = new Set(['node:crypto', 'node:child_process']);
/** Node's own names for what a module is asked for, which the bundler has in its helpers. */
const leftBuiltins = new Set(['node:module']);

/**
 * What an ES module imports of Node is read by every name that it has, and some names load much more: `node:fs` its streams, `node:crypto`
 * all of the Web's. Asked for as a module of CommonJS is, only what is used is read: a sixth of the worker's own start.
 */
const builtinsByUse: Plugin = {
  name: 'builtins-by-use',
  enforce: 'pre',
  resolveId: (id, _, { kind }) =>
    isBuiltin(id) && id.startsWith('node:') && kind !== 'dynamic-import' && !leftBuiltins.has(id)
      ? `\0${id}`
      : null,
  load(id) {
    if (!id.startsWith('\0node:')) return null;
    const name = id.slice(1);
    const get = `process.getBuiltinModule('${name}')`;
    const exported = Object.entries(
      Object.getOwnPropertyDescriptors(process.getBuiltinModule(name)),
    ).filter(([key]) => /^[A-Za-z_$][\w$]*$/.test(key) && key !== 'default');
    if (laterBuiltins.has(name)) {
      return exported
        .filter(([, { value }]) => typeof value === 'function')
        .map(([key]) => `export const ${key} = (...given) => ${get}.${key}(...given);`)
        .join('\n');
    }
    const values = exported.filter(([, descriptor]) => 'value' in descriptor);
    return [
      `const all = /* @__PURE__ */ (() => ${get})();`,
      'export default all;',
      ...values.map(([key]) => `export const ${key} = /* @__PURE__ */ (() => all.${key})();`),
    ].join('\n');
  },
};

interface Program {
  readonly name: 'worker' | 'broker';
  /** What two of its chunks share, in one file: each file that an ES module is in takes 0.5 ms more of a start. */
  readonly common?: string;
}

/**
 * A program that starts for every run of the terminal, by itself, into `out/main`: it carries what it needs in few files, sharp's own
 * JavaScript among it. Only sharp's native part and the decoders of rarer formats are loaded from `node_modules`.
 */
export const byItself = ({ name, common }: Program) =>
  defineConfig({
    plugins: [withoutSchemas, builtinsByUse],
    ssr: { noExternal: true, external: decoderPackages.filter((from) => from !== 'sharp') },
    build: {
      ssr: true,
      rollupOptions: {
        input: { [name]: join(import.meta.dirname, 'src', name, 'index.ts') },
        output: {
          chunkFileNames: 'decoders/[name]-[hash].js',
          ...(common !== undefined && {
            codeSplitting: { groups: [{ name: common, minShareCount: 2 }] },
          }),
          // Less to parse; the names stay, for the log of a bug.
          minify: { compress: true, mangle: false, codegen: true },
        },
      },
      outDir: join(import.meta.dirname, 'out/main'),
      emptyOutDir: false,
      target: 'es2024',
    },
  });

export default byItself({ name: 'worker', common: 'common' });
