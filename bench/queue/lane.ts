// One run of a lane in a process of its own: makes the pictures of each folder, and prints what the last one cost as JSON.
import { openBare } from './bare-lane.ts';
import { type Cost, startMeasuring } from './cpu-time.ts';
import { openEngineLane } from './engine-lane.ts';

const [way, results = '', concurrency, ...folders] = process.argv.slice(2);
const options = { results, concurrency: Number(concurrency) };
const lane =
  way === 'engine' || way === 'without its box'
    ? openEngineLane({ ...options, isBoxed: way === 'engine' })
    : openBare({ ...options, areOurs: way !== 'defaults', isSafe: way === 'safe' });

let cost: Cost | null = null;
for (const folder of folders) {
  const measure = startMeasuring();
  const transactions = await lane.shrinkAll(folder);
  cost = { ...measure(), transactions };
}
await lane.close();
console.log(JSON.stringify(cost));
