import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { isChannel, requests } from '../../shared/ipc/contract.ts';
import { isTooLong } from '../../shared/ipc/long-lists.ts';
import { partChannel, tooMuchAtOnce } from '../../shared/ipc/list-parts.ts';
import { type Limit, limitInFlight, mostInFlight } from '../../shared/ipc/in-flight.ts';
import type { Log } from '../log.ts';
import { ok } from '../../shared/result.ts';
import { answerRequest, type Handlers, type IncomingRequest } from './answer-request.ts';
import { createListParts, type ListParts } from './list-parts.ts';

interface ServedRequests {
  /** Requests wait for them. */
  readonly handlers: Promise<Handlers>;
  readonly isTrusted: (event: IpcMainInvokeEvent) => boolean;
  readonly log: Log;
}

interface Page {
  readonly limit: Limit;
  readonly parts: ListParts;
  /** Requests since main last did anything else. */
  inTurn: number;
}

const pages = new WeakMap<object, Page>();

function pageOf(sender: object): Page {
  const page = pages.get(sender) ?? {
    limit: limitInFlight(),
    parts: createListParts(),
    inTurn: 0,
  };
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

/**
 * The preload refuses lists that are longer than any may be, so such a one comes from a page that was taken over, too. To read a million
 * paths has held up main for a third of a second by now: it is not done twice.
 */
function endIfTooLong(sender: WebContents, words: readonly unknown[]): boolean {
  const isTooMuch = words.some((word) => isTooLong(word));
  if (isTooMuch) sender.forcefullyCrashRenderer();
  return isTooMuch;
}

interface ServedPage<C extends string> {
  readonly channels: readonly C[];
  /** Carries parts of the lists of its requests. */
  readonly partChannel: string;
  readonly isTrusted: (event: IpcMainInvokeEvent) => boolean;
  readonly answer: (channel: C, request: IncomingRequest) => unknown;
}

/** Answers these channels, and the one of parts of their lists, to one page and no other. */
export function servePageRequests<C extends string>({
  channels,
  partChannel: partsBy,
  isTrusted,
  answer,
}: ServedPage<C>): void {
  const serve = (
    channel: string,
    respond: (event: IpcMainInvokeEvent, words: unknown[]) => unknown,
  ) =>
    ipcMain.handle(channel, (event, ...words: unknown[]) => {
      if (isFlooded(event.sender) || endIfTooLong(event.sender, words))
        return new Promise<never>(() => undefined);
      return pageOf(event.sender).limit(async () => respond(event, words));
    });

  serve(partsBy, (event, part) => {
    const isTaken = isTrusted(event) && pageOf(event.sender).parts.keep(part);
    return isTaken ? ok(undefined) : tooMuchAtOnce();
  });
  for (const channel of channels) {
    serve(channel, (event, [sentRaw, sent]) => {
      const { parts } = pageOf(event.sender);
      const raw = sent === undefined ? sentRaw : parts.complete(sentRaw, sent);
      return answer(channel, { isTrusted: isTrusted(event), raw });
    });
  }
}

/** Answers every channel of the contract to the window's page. */
export function serveRequests({ handlers, isTrusted, log }: ServedRequests): void {
  servePageRequests({
    channels: Object.keys(requests).filter(isChannel),
    partChannel,
    isTrusted,
    answer: async (channel, request) =>
      answerRequest(channel, request, { handlers: await handlers, log }),
  });
}
