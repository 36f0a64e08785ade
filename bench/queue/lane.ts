// One run in a process of its own; prints what it cost as JSON.
import { bareLane } from './bare-lane.ts';
import { engineLane } from './engine-lane.ts';

const [lane, sources = '', warmUp = '', results = '', concurrency] = process.argv.slice(2);
const run = { sources, warmUp, results, concurrency: Number(concurrency) };
const options = { areOurs: lane !== 'defaults', isSafe: lane === 'safe' };
const cost = await (lane === 'engine' ? engineLane(run) : bareLane(run, options));
process.stdout.write(JSON.stringify(cost));
