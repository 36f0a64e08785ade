import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { safeSegment } from '../../shared/paths/safe-segment.ts';
import { ChooseBody } from '../../shared/service/submission.ts';
import { saveExtension, SaveKind } from '../../shared/task/saving.ts';
import { BatchId } from '../../shared/task/task.ts';
import { createResultChoices, type ResultChoice } from '../results/result-choices.ts';
import { sheetResults } from '../results/sheet-results.ts';
import { countResults, zipResults } from '../results/zip-results.ts';
import type { Service } from '../service.ts';
import type { App } from '../http/server.ts';
import { attachment } from '../http/downloads.ts';
import { createClientLimit } from '../http/limits.ts';
import { Chosen } from '../http/document/answers.ts';
import { fileOf } from '../http/document/picture-answers.ts';
import { header, storeRefusals } from '../http/document/route-document.ts';
import { madeTask } from '../http/document/samples.ts';
import { Refusal } from '../http/problems.ts';
import { sendStream } from '../http/downloads.ts';

const tags = ['results'];
/** 100,000 ids. */
const largestChoiceBytes = 8_000_000;
const plainType = (type: string) => type.replace(/;.*/, '');
/** Each keeps a part of the store busy, and a contact sheet a processor. */
const downloadsAtOnce = 4;
const types: Readonly<Record<SaveKind, string>> = {
  zip: 'application/zip',
  'contact-sheet': 'text/html; charset=utf-8',
};

const fileAnswer = { 200: fileOf('The file, to be saved', Object.values(types).map(plainType)) };
const fileHeaders = {
  200: {
    'Content-Disposition': header('What to call it', 'attachment; filename="Mine.zip"'),
    'Cache-Control': header('It is made anew each time', 'no-store'),
  },
};
const fileRefusals = ['not-found', 'not-possible', 'too-many-downloads', ...storeRefusals] as const;
const chosenHeaders = {
  201: { Location: header('Where the file is', '/results/0199d5a27c1e7a309d4f3b5c6d7e8f90') },
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
    config: { refusals: fileRefusals, answerHeaders: fileHeaders },
    schema: {
      operationId: 'getBatchResults',
      tags,
      summary: 'What a batch made so far, in one file',
      params: z.object({ id: BatchId }),
      querystring: z.object({ as: SaveKind.default('zip') }),
      response: fileAnswer,
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
    config: {
      changesNothing: true,
      refusals: ['not-possible', ...storeRefusals],
      answerHeaders: chosenHeaders,
    },
    schema: {
      operationId: 'chooseResults',
      tags,
      summary: 'Choose whose results to take along',
      description:
        'Answers with where the file is: fetch it soon, newer choices push out older ones.',
      body: ChooseBody.meta({ examples: [{ taskIds: [madeTask.id], name: 'Mine' }] }),
      response: { 201: Chosen },
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
    config: { refusals: fileRefusals, answerHeaders: fileHeaders },
    schema: {
      operationId: 'getResults',
      tags,
      summary: 'The file that was chosen',
      params: z.object({ id: z.string().regex(/^[0-9a-f]{32}$/) }),
      response: fileAnswer,
    },
    handler(request, reply) {
      const choice = choices.find(request.params.id);
      if (!choice) throw new Refusal('not-found', { message: 'Choose the results again.' });
      return sendResults(request, reply, choice);
    },
  });
}
