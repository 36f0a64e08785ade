import { utilityProcess } from 'electron';
import {
  createNodeLauncher,
  workerEnvironment,
  type WorkerLauncher,
  type WorkerProcess,
} from '../../engine/index.ts';
import type { AppPlaces } from './app-places.ts';

function launch(workerFile: string): WorkerProcess {
  const child = utilityProcess.fork(workerFile, [], {
    serviceName: 'Thumbline worker',
    env: workerEnvironment(process.env),
    stdio: 'ignore',
  });
  let isKilled = false;
  const kill = () => {
    isKilled = true;
    // `child.kill()` sends SIGTERM, which a hung decoder never hears. There is no process id before 'spawn'.
    if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
  };
  child.once('spawn', () => {
    if (isKilled) kill();
  });
  return {
    get processId() {
      return child.pid ?? 0;
    },
    send: (message) => child.postMessage(message),
    onMessage: (listener) => {
      child.on('message', listener);
    },
    onExit: (listener) => {
      child.once('exit', (code) => listener(String(code)));
    },
    kill,
  };
}

/** Runs the worker file in Electron's utilityProcess. Not on Linux, where sharp shares GLib with Chromium's and crashes. */
function createUtilityLauncher(workerFile: string): WorkerLauncher {
  return { launch: () => launch(workerFile) };
}

/** Plain Node on Linux, Electron's utilityProcess elsewhere. `override` (THUMBLINE_WORKER) is for development and tests. */
export function chooseLauncher(
  { worker, broker, node }: AppPlaces,
  override: string | undefined,
): WorkerLauncher {
  const usual = process.platform === 'linux' ? 'node' : 'utility';
  return (override ?? usual) === 'utility'
    ? createUtilityLauncher(worker)
    : createNodeLauncher({ workerEntry: worker, brokerEntry: broker, nodePath: node });
}
