import { availableParallelism, release, totalmem, type } from 'node:os';
import { app, screen } from 'electron';
import { type Engine, findProtection } from '../../engine/index.ts';
import { diagnosticsText } from '../../shared/ipc/diagnostics.ts';
import type { Settings } from '../../shared/settings/settings.ts';

/** What whoever mends Thumbline has to know of this computer and this run. */
export async function diagnose(
  engine: Pick<Engine, 'monitor'>,
  settings: Settings,
): Promise<string> {
  return diagnosticsText({
    version: app.getVersion(),
    isPackaged: app.isPackaged,
    system: `${type()} ${release()} ${process.arch}`,
    coreCount: availableParallelism(),
    memoryBytes: totalmem(),
    versions: process.versions,
    environment: process.env,
    gpu: app.getGPUFeatureStatus().gpu_compositing,
    screens: screen.getAllDisplays().map(({ size, scaleFactor }) => ({
      ...size,
      scale: scaleFactor,
    })),
    settings,
    protection: await findProtection(),
    monitor: engine.monitor(),
  });
}
