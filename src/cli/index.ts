// The terminal's entry. Exit codes: 0 all succeeded or skipped, 1 some failed, 2 wrong usage, 130 stopped.
import type { Engine } from '../engine/engine.ts';
import manifest from '../../package.json' with { type: 'json' };
import { chooseRecipe } from './choose-recipe.ts';
import { chooseReporter } from './choose-reporter.ts';
import { openEngine, usualConcurrency } from './open-engine.ts';
import { type Options, parseArguments } from './options.ts';
import { plan } from './plan.ts';
import { run } from './run.ts';
import { listenForStop } from './stop-signals.ts';
import type { Summary } from './summary.ts';

const voice = {
  say: (line: string) => void process.stdout.write(`${line}\n`),
  complain: (line: string) => void process.stderr.write(`${line}\n`),
  cwd: process.cwd(),
};

function wrongUsage(problem: string): number {
  voice.complain(`thumbline: ${problem}`);
  return 2;
}

async function runOnEngine(engine: Engine, started: Parameters<typeof run>[1]): Promise<Summary> {
  try {
    return await run(engine, started);
  } finally {
    await engine.close();
  }
}

async function work(options: Options): Promise<number> {
  const stop = listenForStop();
  const request = await chooseRecipe(options, voice.cwd);
  if (!request.ok) return wrongUsage(request.problem);
  const started = { request: request.value, stop: stop.signal };
  const concurrency = options.jobs ?? usualConcurrency;
  const { failed } = options.isDryRun
    ? await plan({ ...started, options, voice, concurrency })
    : await runOnEngine(openEngine(concurrency), {
        ...started,
        reporter: chooseReporter(options, voice),
      });
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
