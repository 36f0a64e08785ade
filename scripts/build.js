// npm run build: app, terminal, service and its page into out/.
import { buildAll } from './build-if-stale.js';

buildAll();
