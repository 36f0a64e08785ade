import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { safeSegment } from '../../../shared/paths/safe-segment.ts';
import { ChosenBody, ChooseBody } from '../../../shared/service/results.ts';
import { saveExtension, SaveKind } from '../../../shared/task/saving.ts';
import { BatchId } from '../../../shared/task/task.ts';
import { createResultChoices, type ResultChoice } from '../../results/result-choices.ts';
import { sheetResults } from '../../results/sheet-results.ts';
import { countResults, zipResults } from '../../results/zip-results.ts';
import type { Service } from '../../service.ts';
import type { App } from '../app.ts';
import { attachment } from '../attachment.ts';
import { createClientLimit } from '../client-limit.ts';
import {
  accessRefusals,
  notFound,
  notPossible,
  notReady,
  notUnderstood,
} from '../problem-responses.ts';
import { Refusal } from '../problems.ts';
import { ProblemBody } from '../../../shared/service/problem.ts';
import { sendStream } from '../send-stream.ts';

const tags = ['results'];
/** 100,000 ids. */
const largestChoiceBytes = 8_000_000;
/** Each keeps a part of the store busy, and a contact sheet a processor. */
const downloadsAtOnce = 4;
const types: Readonly<Record<SaveKind, string>> = {
  zip: 'application/zip',
  'contact-sheet': 'text/html; charset=utf-8',
};

const file = z.string().meta({ format: 'binary' });
const fileResponse = {
  200: {
    description: 'The file, to be saved',
    content: { 'application/zip': { schema: file }, 'text/html': { schema: file } },
  },
  ...accessRefusals,
  ...notFound,
  ...notPossible,
  429: ProblemBody,
  ...notReady,
};

const nothingThere = () =>
  new Refusal('not-possible', { message: 'There are no results to save.' });

/** What tasks made, taken along in one file: a ZIP, or a page to look at offline. */
export function addResultRoutes(app: App, { engine, store, ids }: Service): void {
  const choices = createResultChoices();
  const limit = createClientLimit(downloadsAtOnce, 'too-many-downloads');

  const sendResults = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { source, kind, name }: ResultChoice,
  ) => {
    limit(request, reply);
    const chosen = await engine.chooseTasks(source);
    if ('batchId' in source && chosen.batch === null) throw new Refusal('not-found');
    const count = await countResults(chosen);
    if (count === 0) throw nothingThere();
    const stem = safeSegment(name ?? chosen.batch?.title ?? 'Thumbline results');
    const stream =
      kind === 'zip' ? zipResults(store, chosen, count) : sheetResults({ engine, store }, chosen);
    return sendStream(reply, stream, {
      'content-type': types[kind],
      'content-disposition': attachment(`${stem}${saveExtension[kind]}`),
      'cache-control': 'no-store',
    });
  };

  app.get('/batches/:id/results', {
    exposeHeadRoute: false,
    schema: {
      tags,
      summary: 'What a batch made so far, in one file',
      params: z.object({ id: BatchId }),
      querystring: z.object({ as: SaveKind.default('zip') }),
      response: { ...fileResponse, ...notUnderstood },
    },
    handler: (request, reply) =>
      sendResults(request, reply, {
        source: { batchId: request.params.id },
        kind: request.query.as,
        name: null,
      }),
  });

  app.post('/results', {
    bodyLimit: largestChoiceBytes,
    config: { changesNothing: true },
    schema: {
      tags,
      summary: 'Choose whose results to take along',
      description:
        'Answers with where the file is: fetch it soon, newer choices push out older ones.',
      body: ChooseBody,
      response: {
        201: ChosenBody,
        ...notUnderstood,
        ...accessRefusals,
        ...notPossible,
        413: ProblemBody,
        429: ProblemBody,
      },
    },
    async handler({ body }, reply) {
      const { as: kind, name = null } = body;
      const source =
        'batchId' in body ? { batchId: body.batchId } : { taskIds: [...new Set(body.taskIds)] };
      const count = await countResults(await engine.chooseTasks(source));
      if (count === 0) throw nothingThere();
      const id = ids.fresh();
      choices.keep(id, { source, kind, name });
      const url = `/results/${id}`;
      return reply.code(201).header('location', url).send({ url, count });
    },
  });

  app.get('/results/:id', {
    exposeHeadRoute: false,
    schema: {
      tags,
      summary: 'The file that was chosen',
      params: z.object({ id: z.string().regex(/^[0-9a-f]{32}$/) }),
      response: fileResponse,
    },
    handler(request, reply) {
      const choice = choices.find(request.params.id);
      if (!choice) throw new Refusal('not-found', { message: 'Choose the results again.' });
      return sendResults(request, reply, choice);
    },
  });
}
