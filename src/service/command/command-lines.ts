import type { Command } from 'commander';
import manifest from '../../../package.json' with { type: 'json' };
import { servingWords } from '../../shared/words/areas/serving.ts';
import { serveCommand } from './serve-options.ts';
import { workerCommand } from './worker-options.ts';

/** Both command lines with what every command of Thumbline understands. The terminal completes them from here. */
export function serviceCommands(): readonly [serve: Command, worker: Command] {
  const [serve, worker] = [serveCommand(), workerCommand()];
  for (const command of [serve, worker]) {
    command
      .version(manifest.version, '-V, --version', servingWords('print.version'))
      .helpOption('-h, --help', servingWords('print.help'));
  }
  return [serve, worker];
}
