import { median } from '../median.ts';
import type { Cost } from './cpu-time.ts';

/** A lane, and what each round of it cost. */
export interface Row {
  readonly name: string;
  readonly costs: readonly Cost[];
}

/** Where the engine's time goes. */
const parts = {
  'main thread': 'mainMs',
  'its other threads': 'threadsMs',
  decoders: 'decodersMs',
  brokers: 'brokersMs',
  'system calls': 'systemMs',
  transactions: 'transactions',
} as const satisfies Readonly<Record<string, keyof Cost>>;

const least = (values: readonly number[]) => Math.min(...values);

/** Lines in Markdown, of milliseconds a file: medians and least, and how often the lane `safe` has that. */
export function tableOf(rows: readonly Row[], filesOfRound: number): readonly string[] {
  const safe = rows.find(({ name }) => name === 'safe')?.costs ?? [];
  const each = (value: number) => (value / filesOfRound).toFixed(2);
  const compared = (costs: readonly Cost[], figure: keyof Cost) => {
    const [ours, theirs] = [costs, safe].map((lane) => lane.map((cost) => cost[figure]));
    if (!ours || !theirs) return [];
    const ratios = ours.map((value, round) => value / (theirs[round] ?? value));
    const leastRatio = least(ours) / least(theirs);
    return [
      each(median(ours)),
      each(least(ours)),
      median(ratios).toFixed(2),
      leastRatio.toFixed(2),
    ];
  };
  const inParts = (costs: readonly Cost[]) =>
    Object.values(parts).map((figure) => each(median(costs.map((cost) => cost[figure]))));
  const head = ['', 'CPU', 'least', '× safe', 'least', 'clock', 'least', '× safe', 'least'];
  const titles = [...head, ...Object.keys(parts)];
  return [
    titles,
    titles.map(() => '---'),
    ...rows.map(({ name, costs }) => [
      name,
      ...compared(costs, 'cpuMs'),
      ...compared(costs, 'wallMs'),
      ...inParts(costs),
    ]),
  ].map((cells) => `| ${cells.join(' | ')} |`);
}
