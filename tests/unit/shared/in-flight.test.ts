import { expect, it } from 'vitest';
import { limitInFlight, mostInFlight } from '../../../src/shared/ipc/in-flight.ts';

it('carries out so many at once, refuses more without beginning them, and takes others once some are answered', async () => {
  const limit = limitInFlight();
  const begun: ((answer: string) => void)[] = [];
  const ask = () => limit(() => new Promise<string>((answer) => begun.push(answer)));
  const asked = Array.from({ length: 100_000 }, ask);
  expect(begun).toHaveLength(mostInFlight);
  const refused = await Promise.all(asked.slice(mostInFlight));
  const isRefused = (answer: unknown) =>
    typeof answer === 'object' && JSON.stringify(answer).includes('"too-many"');
  expect(refused.every(isRefused)).toBe(true);
  begun[0]?.('made');
  expect(await asked[0]).toBe('made');
  void ask();
  expect(begun).toHaveLength(mostInFlight + 1);
});

it('counts what failed as answered', async () => {
  const limit = limitInFlight(1);
  await expect(limit(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await limit(() => Promise.resolve('yes'))).toBe('yes');
});
