// npm run build: the app into out/.
import { buildApp } from './build-if-stale.js';

buildApp();
