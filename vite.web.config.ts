import react from '@vitejs/plugin-react';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const source = join(import.meta.dirname, 'src');

/** In a browser pictures come from the service, not from `thumb://`. */
const picturesOverHttp: Plugin = {
  name: 'pictures-over-http',
  enforce: 'pre',
  resolveId(id) {
    return id.endsWith('/tasks/picture-url.ts') || id === './picture-url.ts'
      ? join(source, 'web/picture-url.ts')
      : null;
  },
};

/** The window's interface as a page that the service gives to browsers. */
export default defineConfig({
  root: join(source, 'web'),
  base: '/page/',
  plugins: [picturesOverHttp, react()],
  build: {
    outDir: join(import.meta.dirname, 'out/web'),
    emptyOutDir: true,
    target: 'es2022',
  },
});
