import { type ChildProcess, fork } from 'node:child_process';

/** How to start what asks a drive that may hang: a plain Node, and the file of what it does. */
export interface DriveProgram {
  readonly nodePath: string;
  readonly entry: string;
}

/** A process of its own group, so that a Ctrl-C in the terminal is not its. */
export function startDriveProcess({ nodePath, entry }: DriveProgram): ChildProcess {
  return fork(entry, [], {
    execPath: nodePath,
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    detached: true,
  });
}

/** Nobody waits for its end: in the kernel it may wait for the drive for ever. */
export function abandonDriveProcess(child: ChildProcess): void {
  child.kill('SIGKILL');
  child.unref();
  if (child.connected) child.disconnect();
}
