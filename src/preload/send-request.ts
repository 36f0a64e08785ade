import { ipcRenderer } from 'electron';
import type { Problem } from '../shared/ipc/answers.ts';
import { limitInFlight } from '../shared/ipc/in-flight.ts';
import { sendInParts } from '../shared/ipc/list-parts.ts';
import type { Result } from '../shared/result.ts';

type Send = <Value>(channel: string, input: unknown) => Promise<Result<Value, Problem>>;

/** Sends requests to main, long lists in parts by `partChannel`. Here and again in main: what a page asks too much for does not even reach main. */
export function requestSender(partChannel: string): Send {
  const limit = limitInFlight();
  const inParts = sendInParts((...part) => ipcRenderer.invoke(partChannel, ...part));
  return (channel, input) =>
    limit(async () => {
      const rest = await inParts(input);
      return rest.ok ? ipcRenderer.invoke(channel, ...rest.value) : rest;
    });
}
