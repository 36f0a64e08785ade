// npm run build: app, terminal and service into out/.
import { buildApp } from './build-if-stale.js';

buildApp();
