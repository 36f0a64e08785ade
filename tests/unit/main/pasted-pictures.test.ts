import { readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { savePastedInto } from '../../../src/main/files/pasted-pictures.ts';
import { answerRequest } from '../../../src/main/ipc/answer-request.ts';
import { ok } from '../../../src/shared/result.ts';
import { largestPasteBytes, mostPastedPictures } from '../../../src/shared/task/pasted-picture.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]);
const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 2]);
const text = new TextEncoder().encode('#!/bin/sh\nrm -r /');

function saving(base: string) {
  return savePastedInto(() => ({ base, now: () => new Date(2026, 2, 5, 9, 4, 7) }));
}

describe('pasted pictures', () => {
  it('are saved byte for byte, named by date and content, and never over one another', async () => {
    const base = tempFolder();
    const save = saving(base);
    const name = (rest: string) => join(base, 'Thumbline', `Pasted 2026-03-05 09.04.07${rest}`);
    expect(await save([png, jpeg])).toEqual(ok([name('.png'), name('.jpg')]));
    expect(await save([png])).toEqual(ok([name(' (2).png')]));
    expect(new Uint8Array(readFileSync(name('.png')))).toEqual(png);
    expect(readdirSync(join(base, 'Thumbline'))).toHaveLength(3);
  });

  it.each([
    ['a program', [text]],
    ['nothing', [new Uint8Array()]],
    ['a picture and a program', [png, text]],
  ])('are refused in plain words when they are %s, and nothing is written', async (_, bytes) => {
    const base = tempFolder();
    const message = 'What was pasted is no picture. Save it as a file and add that.';
    expect(await saving(base)(bytes)).toEqual({
      ok: false,
      problem: { code: 'not-possible', message },
    });
    expect(readdirSync(base)).toEqual([]);
  });

  it('are not written into another folder that has the path of theirs by then', async () => {
    const [base, elsewhere] = [tempFolder(), tempFolder()];
    const folder = join(base, 'Thumbline');
    const save = savePastedInto(() => ({
      base,
      now() {
        renameSync(folder, join(base, 'away'));
        symlinkSync(elsewhere, folder);
        return new Date();
      },
    }));
    expect(await save([png])).toMatchObject({ ok: false, problem: { code: 'not-possible' } });
    expect([readdirSync(elsewhere), readdirSync(join(base, 'away'))]).toEqual([[], []]);
  });

  it('say so when they cannot be saved', async () => {
    const base = tempFolder();
    writeFileSync(join(base, 'Thumbline'), 'a file of that name');
    const answer = await saving(base)([png]);
    expect(answer).toMatchObject({ ok: false, problem: { code: 'not-possible' } });
    expect(answer.ok ? '' : answer.problem.message).toContain('Thumbline');
    expect(readdirSync(base)).toEqual(['Thumbline']);
  });

  const halfOfAll = new Uint8Array(largestPasteBytes / 2 + 1);
  it.each([
    ['paths', { pictures: ['/etc/passwd'] }],
    ['too large together', { pictures: [halfOfAll, halfOfAll] }],
    ['too many', { pictures: Array.from({ length: mostPastedPictures + 1 }, () => png) }],
    ['none', { pictures: [] }],
    ['not bytes', { pictures: [{ byteLength: 1 }] }],
  ])('do not come in when they are %s', async (_, request) => {
    const taken: unknown[] = [];
    const handlers = {
      'pictures:enqueue': (input: unknown) => {
        taken.push(input);
        return ok({ batchId: null, acceptedCount: 0, folderCount: 0, refused: [] });
      },
    };
    const raw = { paths: [], origin: 'paste', ...request };
    const parts = { handlers, log: () => undefined };
    const answer = await answerRequest('pictures:enqueue', { isTrusted: true, raw }, parts);
    expect(answer).toMatchObject({ ok: false, problem: { code: 'not-understood' } });
    expect(taken).toEqual([]);
  });
});
