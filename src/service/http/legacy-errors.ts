import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { answerError, beginRefusal, logTrouble, refusalOf } from './error-handler.ts';
import { sendAndClose } from './unread-bodies.ts';
import type { ProblemCode, Refusal } from './problems.ts';

/** The old service's sentences, as its clients compare them. */
const legacySentences: Partial<Record<ProblemCode, string>> = {
  'no-file': 'no file part in request',
  'form-unreadable': 'no file part in request',
  'no-file-name': 'No file in request',
  'not-an-image': 'Incorrect file type sent in request',
};

export const LegacyProblem = z
  .object({ error: z.string() })
  .meta({ examples: [{ error: 'no file part in request' }] });

/** As the old service did it: whatever is wrong with an upload is 401 and one sentence. */
export function answerLegacyError(
  error: FastifyError | Refusal,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const isUpload = request.method === 'POST' && request.routeOptions.url === '/convert';
  if (!isUpload) return answerError(error, request, reply);
  const refusal = refusalOf(error);
  logTrouble(error, refusal, request);
  const text = legacySentences[refusal.code] ?? refusal.message;
  void beginRefusal(reply, refusal).code(401);
  void sendAndClose(request, reply, { error: text });
}
