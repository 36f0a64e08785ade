import { join } from 'node:path';
import { defineConfig } from 'vite';

const source = join(import.meta.dirname, 'src/service');

/**
 * `thumbline serve`, `thumbline worker` and the library into `out/service`, beside the parts of the desktop's build that they start.
 * Packages stay in `node_modules`: some read files of their own, and no package of the desktop carries the service.
 */
export default defineConfig({
  build: {
    ssr: true,
    rollupOptions: {
      input: {
        index: join(source, 'index.ts'),
        // The terminal reads the options of both commands there, to complete them.
        'command/command-lines': join(source, 'command/command-lines.ts'),
        library: join(import.meta.dirname, 'src/library/index.ts'),
      },
    },
    outDir: join(import.meta.dirname, 'out/service'),
    emptyOutDir: true,
    target: 'es2024',
  },
});
