// npm pack: what goes into the package is built from the sources as they are.
import { buildAppIfStale, buildPageIfStale } from './build-if-stale.js';

buildAppIfStale();
buildPageIfStale();
