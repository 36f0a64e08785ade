import { Command } from 'commander';
import { findProtection, type WorkerLauncher } from '../../engine/worker-pool/index.ts';
import { type Protection, protectionWords } from '../../shared/ipc/protection.ts';
import { programVersion, withCommonOptions } from '../args/common-options.ts';

export function doctorCommandLine(): Command {
  const command = new Command('thumbline doctor')
    .description(
      'Says how far the decoder of pictures is closed off here, and what would close it further.',
    )
    .option('--json', 'answer in JSON')
    .allowExcessArguments(false);
  return withCommonOptions(command);
}

/** What this copy runs on and how far its decoders are closed off, in words or as one line of JSON. */
export function doctorText(protection: Protection, isJson: boolean): string {
  const { meaning, advice } = protectionWords(protection);
  const node = process.versions.node;
  const platform = `${process.platform}-${process.arch}`;
  if (isJson) {
    const facts = { version: programVersion, node, platform };
    return `${JSON.stringify({ ...facts, decoder: { ...protection, meaning, advice } })}\n`;
  }
  const lines = [`Thumbline ${programVersion}, Node ${node}, ${platform}`, meaning];
  return `${[...lines, ...(advice === null ? [] : [advice])].join('\n')}\n`;
}

/** A decoder really starts first: one that cannot do so in its box shows that there is none. */
export async function doctor(launcher: WorkerLauncher, isJson: boolean): Promise<string> {
  const worker = launcher.launch();
  await new Promise<void>((resolve) => {
    worker.onMessage(() => resolve());
    worker.onExit(() => resolve());
  });
  worker.kill();
  return doctorText(await findProtection(), isJson);
}
