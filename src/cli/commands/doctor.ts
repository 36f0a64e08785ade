import { Command } from 'commander';
import { findProtection, type WorkerLauncher } from '../../engine/worker-pool/index.ts';
import { type Protection, protectionWords } from '../../shared/ipc/protection.ts';
import { optionsWords } from '../../shared/words/areas/options.ts';
import { terminalCommandsWords } from '../../shared/words/areas/terminal-commands.ts';
import { programVersion, withCommonOptions } from '../args/common-options.ts';

export function doctorCommandLine(): Command {
  const command = new Command('thumbline doctor')
    .description(terminalCommandsWords('doctor'))
    .option('--json', optionsWords('answerJson'))
    .allowExcessArguments(false);
  return withCommonOptions(command);
}

/** What this copy runs on and how far its decoders are closed off, in words or as one line of JSON. */
export function doctorText(
  protection: Protection,
  { isJson, answers }: { readonly isJson: boolean; readonly answers: boolean },
): string {
  const { meaning, advice } = protectionWords(protection);
  const node = process.versions.node;
  const platform = `${process.platform}-${process.arch}`;
  if (isJson) {
    const facts = { version: programVersion, node, platform };
    return `${JSON.stringify({ ...facts, decoder: { ...protection, answers, meaning, advice } })}\n`;
  }
  const lines = [
    terminalCommandsWords('doctor.program', { version: programVersion, node, platform }),
  ];
  if (!answers) lines.push(terminalCommandsWords('doctor.noAnswer'));
  lines.push(meaning);
  return `${[...lines, ...(advice === null ? [] : [advice])].join('\n')}\n`;
}

/** Even a busy computer starts a decoder in a tenth of that. Milliseconds. */
const firstWordMs = 20_000;

/** A decoder really starts first: one that cannot do so in its box shows that there is none. */
export async function doctor(
  launcher: WorkerLauncher,
  isJson: boolean,
  limitMs: number = firstWordMs,
): Promise<string> {
  const worker = launcher.launch();
  const { promise, resolve } = Promise.withResolvers<boolean>();
  worker.onMessage(() => resolve(true));
  worker.onExit(() => resolve(false));
  const clock = setTimeout(() => resolve(false), limitMs);
  const answers = await promise;
  clearTimeout(clock);
  worker.kill();
  return doctorText(await findProtection(), { isJson, answers });
}
