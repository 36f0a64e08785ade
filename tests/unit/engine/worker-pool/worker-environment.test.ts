import { expect, it } from 'vitest';
import { workerEnvironment } from '../../../../src/engine/worker-pool/worker-environment.ts';

it('gives a worker the few variables it needs and no others', () => {
  const parent = {
    HOME: '/home/me',
    PATH: '/usr/bin',
    Temp: 'C:\\Temp',
    NODE_OPTIONS: '--inspect',
    AWS_SECRET_ACCESS_KEY: 'secret',
    ELECTRON_RUN_AS_NODE: '1',
    NODE_COMPILE_CACHE: '/home/me/compiled',
  };
  expect(workerEnvironment(parent)).toEqual({
    HOME: '/home/me',
    PATH: '/usr/bin',
    Temp: 'C:\\Temp',
    NODE_COMPILE_CACHE: '/home/me/compiled',
    MALLOC_ARENA_MAX: '2',
  });
});
