import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { isChannel, requests } from '../../shared/ipc/contract.ts';
import type { Log } from '../log.ts';
import { answerRequest, type Handlers } from './answer-request.ts';

interface ServedRequests {
  /** Requests wait for them. */
  readonly handlers: Promise<Handlers>;
  readonly isTrusted: (event: IpcMainInvokeEvent) => boolean;
  readonly log: Log;
}

/** Answers every channel of the contract, and no other. */
export function serveRequests({ handlers, isTrusted, log }: ServedRequests): void {
  for (const channel of Object.keys(requests).filter(isChannel)) {
    ipcMain.handle(channel, async (event, raw: unknown) => {
      const request = { isTrusted: isTrusted(event), raw };
      return answerRequest(channel, request, { handlers: await handlers, log });
    });
  }
}
