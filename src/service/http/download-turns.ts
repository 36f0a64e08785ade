import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from './problems.ts';

/** Each keeps a part of the store busy, and a contact sheet a processor. */
const atOnceEach = 4;

/** Takes a turn for as long as the request is being answered, or refuses it: so many at once for each submitter. */
export type TakeDownloadTurn = (request: FastifyRequest, reply: FastifyReply) => void;

export function createDownloadTurns(): TakeDownloadTurn {
  const counts = new Map<string, number>();
  return ({ submitter }, { raw }) => {
    const count = counts.get(submitter) ?? 0;
    if (count >= atOnceEach) throw new Refusal('too-many-downloads');
    counts.set(submitter, count + 1);
    raw.once('close', () => {
      const left = (counts.get(submitter) ?? 1) - 1;
      if (left > 0) counts.set(submitter, left);
      else counts.delete(submitter);
    });
  };
}
