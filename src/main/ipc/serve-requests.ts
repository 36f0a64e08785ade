import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { isChannel, requests } from '../../shared/ipc/contract.ts';
import { type Limit, limitInFlight, mostInFlight } from '../../shared/ipc/in-flight.ts';
import type { Log } from '../log.ts';
import { answerRequest, type Handlers } from './answer-request.ts';

interface ServedRequests {
  /** Requests wait for them. */
  readonly handlers: Promise<Handlers>;
  readonly isTrusted: (event: IpcMainInvokeEvent) => boolean;
  readonly log: Log;
}

interface Page {
  readonly limit: Limit;
  /** Requests since main last did anything else. */
  inTurn: number;
}

const pages = new WeakMap<object, Page>();

function pageOf(sender: object): Page {
  const page = pages.get(sender) ?? { limit: limitInFlight(), inTurn: 0 };
  pages.set(sender, page);
  return page;
}

/**
 * The preload lets through `mostInFlight`, so a process that sends more in one turn of main does without it: it was taken over. Each
 * request costs main a tenth of a millisecond even unread, and nothing but the end of that process stops them.
 */
const mostInTurn = 2 * mostInFlight;

function isFlooded(sender: WebContents): boolean {
  const page = pageOf(sender);
  page.inTurn += 1;
  if (page.inTurn === 1) setImmediate(() => (page.inTurn = 0));
  if (page.inTurn === mostInTurn) sender.forcefullyCrashRenderer();
  return page.inTurn > mostInTurn;
}

/** Answers every channel of the contract, and no other. */
export function serveRequests({ handlers, isTrusted, log }: ServedRequests): void {
  for (const channel of Object.keys(requests).filter(isChannel)) {
    ipcMain.handle(channel, (event, raw: unknown) => {
      if (isFlooded(event.sender)) return new Promise<never>(() => undefined);
      return pageOf(event.sender).limit(async () => {
        const request = { isTrusted: isTrusted(event), raw };
        return answerRequest(channel, request, { handlers: await handlers, log });
      });
    });
  }
}
