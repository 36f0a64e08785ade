import type { ServerWork } from '../../../shared/ipc/monitor.ts';
import { countWords } from '../../../shared/words/numbers.ts';

/** What people call the server: "pictures.example", "127.0.0.1:5000". */
export function serverHost({ address }: Pick<ServerWork, 'address'>): string {
  return URL.parse(address)?.host ?? address;
}

/** "Sending 2, making 3, fetching 1", or that there is nothing. */
export function serverWorkWords({ sending, making, fetching }: ServerWork): string {
  const steps = [
    [sending, 'sending'],
    [making, 'making'],
    [fetching, 'fetching'],
  ] as const;
  const words = steps.flatMap(([count, step]) =>
    count > 0 ? [`${step} ${countWords(count)}`] : [],
  );
  const [first, ...more] = words;
  if (first === undefined) return 'Nothing to do now';
  return [first.charAt(0).toUpperCase() + first.slice(1), ...more].join(', ');
}
