import { join } from 'node:path';
import { defineConfig } from 'vite';

const root = join(import.meta.dirname, 'src', 'renderer');

/** The page of the small window for drops, by itself beside the window's page: it shares no file with it, so that it opens at once. */
export default defineConfig({
  root,
  build: {
    rollupOptions: { input: join(root, 'drop-window.html') },
    outDir: join(import.meta.dirname, 'out/renderer'),
    emptyOutDir: false,
    target: 'es2024',
    modulePreload: false,
  },
});
