import { describe, expect, it } from 'vitest';
import { announcements } from '../../../src/shared/ipc/announcements.ts';
import { isChannel, parseInput, plainVerbs, requests } from '../../../src/shared/ipc/contract.ts';
import { deriveVerbs } from '../../../src/shared/ipc/verbs.ts';
import { isPageChannel, pageCapabilities } from '../../../src/shared/service/page.ts';
import { derivedVerbs } from '../../../src/web/ask-service.ts';

const all = Object.entries(requests).map(([channel, { verb, traits }]) => ({
  channel,
  verb,
  carriesFiles: traits !== undefined && 'carriesFiles' in traits,
  needs: traits && 'needs' in traits ? traits.needs : null,
}));

describe('the contract of the window', () => {
  it('has one verb for each channel, and one channel for each verb that carries no files', () => {
    const plain = all.filter(({ carriesFiles }) => !carriesFiles);
    expect(plainVerbs).toEqual(
      Object.fromEntries(plain.map(({ channel, verb }) => [channel, verb])),
    );
    expect(new Set(plain.map(({ verb }) => verb)).size).toBe(plain.length);
    const byHand = new Set(all.filter(({ carriesFiles }) => carriesFiles).map(({ verb }) => verb));
    expect(plain.filter(({ verb }) => byHand.has(verb))).toEqual([]);
  });

  it('sends what a verb was given on its own channel, and nothing else', async () => {
    const sent: unknown[] = [];
    const verbs = deriveVerbs(plainVerbs, (channel, input) => {
      sent.push([channel, input]);
      return Promise.resolve(channel);
    });
    expect(await verbs.readSnapshot()).toBe('queue:snapshot');
    await verbs.cancelTasks(['task-1']);
    expect(sent).toEqual([
      ['queue:snapshot', undefined],
      ['task:cancel', ['task-1']],
    ]);
    expect(Object.keys(verbs).toSorted()).toEqual(Object.values(plainVerbs).toSorted());
  });

  it.each(['toString', '__proto__', 'constructor', 'queue'])('has no channel %s', (name) => {
    expect(isChannel(name)).toBe(false);
    expect(isPageChannel(name)).toBe(false);
    expect(Object.hasOwn(announcements, name)).toBe(false);
  });

  it('takes nothing on a channel that needs nothing', () => {
    expect(parseInput('queue:pause', undefined).success).toBe(true);
    expect(parseInput('queue:pause', 'all').success).toBe(false);
  });
});

describe('the page of a service', () => {
  it('refuses in plain words what it says it cannot do', async () => {
    const refused = all.filter(
      ({ needs, carriesFiles }) => needs !== null && !pageCapabilities[needs] && !carriesFiles,
    );
    const verbs: Readonly<Record<string, unknown>> = derivedVerbs;
    for (const { channel, verb } of refused) {
      expect(isPageChannel(channel), channel).toBe(false);
      const answer: unknown = await (verbs[verb] as () => unknown)();
      const problem = { code: 'not-possible', message: 'A browser cannot do that.' };
      expect(answer, verb).toEqual({ ok: false, problem });
    }
    expect(refused.map(({ verb }) => verb)).toContain('undoBatch');
  });
});
