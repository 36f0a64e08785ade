import { byItself } from './vite.worker.config.ts';

/** Apart from the worker, with which it would share chunks: so it is one file. */
export default byItself({ name: 'broker' });
