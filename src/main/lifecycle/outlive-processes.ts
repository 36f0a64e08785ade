import type { App } from 'electron';
import type { Log } from '../log.ts';

/**
 * Keeps the app alive when the processes that Chromium runs for it die; it starts them again by itself.
 * A GPU process that dies three times is replaced by one that draws in software, but when that one dies three times
 * Chromium ends the app: "GPU process isn't usable. Goodbye." So that limit is taken away once there is no GPU to give up.
 */
export function outliveProcesses(app: App, log: Log): void {
  const drawOnForEver = () => {
    if (app.getGPUFeatureStatus().gpu_compositing === 'enabled') return;
    app.commandLine.appendSwitch('disable-gpu-process-crash-limit');
  };
  app.on('child-process-gone', (_event, { type, reason, serviceName }) => {
    log('process ended', `${type} ${serviceName ?? ''} ${reason}`);
    // Nothing of Chromium is called while it is still taking the process down.
    if (type === 'GPU') setImmediate(drawOnForEver);
  });
}
