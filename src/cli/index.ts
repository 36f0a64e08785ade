// The terminal's entry. Exit codes: 0 all succeeded or skipped, 1 some failed, 2 wrong usage, 130 stopped.
import manifest from '../../package.json' with { type: 'json' };
import { chooseRecipe } from './choose-recipe.ts';
import { chooseReporter } from './choose-reporter.ts';
import { openEngine } from './open-engine.ts';
import { type Options, parseArguments } from './options.ts';
import { run } from './run.ts';
import { listenForStop } from './stop-signals.ts';

const voice = {
  say: (line: string) => void process.stdout.write(`${line}\n`),
  complain: (line: string) => void process.stderr.write(`${line}\n`),
  cwd: process.cwd(),
};

function wrongUsage(problem: string): number {
  voice.complain(`thumbline: ${problem}`);
  return 2;
}

async function work(options: Options): Promise<number> {
  const stop = listenForStop();
  const request = await chooseRecipe(options, voice.cwd);
  if (!request.ok) return wrongUsage(request.problem);
  const engine = openEngine(options.jobs ?? undefined);
  const reporter = chooseReporter(options, voice);
  const { failed } = await run(engine, { request: request.value, reporter, stop: stop.signal });
  await engine.close();
  if (stop.isBroken()) return 0;
  if (stop.signal.aborted) return 130;
  return failed > 0 ? 1 : 0;
}

async function main(): Promise<number> {
  const typed = parseArguments(process.argv.slice(2), manifest.version);
  if (!typed.ok) return wrongUsage(typed.problem);
  if (typed.value.kind === 'run') return work(typed.value.options);
  process.stdout.write(typed.value.text);
  return 0;
}

process.exitCode = await main();
