import react from '@vitejs/plugin-react';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vite';

const source = join(import.meta.dirname, 'src');

/** The window's interface as a page that the service gives to browsers. */
export default defineConfig({
  root: join(source, 'web'),
  base: '/page/',
  plugins: [react()],
  define: {
    GUIDE_TEXT: JSON.stringify(readFileSync(join(import.meta.dirname, 'docs/guide.md'), 'utf8')),
  },
  build: {
    outDir: join(import.meta.dirname, 'out/web'),
    emptyOutDir: true,
    target: 'es2022',
    rolldownOptions: {
      // Chunks are evaluated in their own order: what must come before the screen's modules is one of its own.
      output: { codeSplitting: { groups: [{ name: 'bridge', test: /provide-bridge|no-eval/ }] } },
    },
  },
});
