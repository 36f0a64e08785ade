import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { followChanges } from '../../../src/web/follow-changes.ts';

const aliveEveryMs = 10_000;

/** The connections of the page, which the test speaks on. */
class Connection extends EventTarget {
  static all: Connection[] = [];
  readonly address: string;
  isOpen = true;

  constructor(address: string) {
    super();
    this.address = address;
    Connection.all.push(this);
  }

  close() {
    this.isOpen = false;
  }

  say(kind: 'alive' | 'reset', lastEventId = '') {
    this.dispatchEvent(new MessageEvent(kind, { lastEventId }));
  }
}

const open = () => Connection.all.filter(({ isOpen }) => isOpen);

/** The time goes on, and whoever is connected is told now and then that the service is there. */
function passes(ms: number): void {
  for (let passed = 0; passed < ms; passed += aliveEveryMs) {
    vi.advanceTimersByTime(aliveEveryMs);
    for (const connection of open()) connection.say('alive', '7');
  }
}

beforeEach(() => {
  Connection.all = [];
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', Connection);
  followChanges({ onChanges: () => undefined, onReset: () => undefined });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('keeps one connection while the service speaks, however long', () => {
  passes(600_000);
  expect(Connection.all).toHaveLength(1);
});

it.each([15_000, 3_600_000])('connects anew within 2 s of waking from a sleep of %i ms', (ms) => {
  passes(60_000);
  // Asleep, no timer fires, and the clock goes on.
  vi.setSystemTime(Date.now() + ms);
  vi.advanceTimersByTime(2000);
  expect(open().map(({ address }) => address)).toEqual(['/app/changes?after=7']);
  expect(Connection.all).toHaveLength(2);
});

it('gives a service that says nothing 25 s', () => {
  passes(60_000);
  vi.advanceTimersByTime(24_000);
  expect(Connection.all).toHaveLength(1);
  vi.advanceTimersByTime(4000);
  expect(Connection.all).toHaveLength(2);
  expect(open()).toHaveLength(1);
});

it('leaves a connection alone that spoke before the page was looked at again', () => {
  passes(60_000);
  vi.setSystemTime(Date.now() + 60_000);
  for (const connection of open()) connection.say('alive', '8');
  vi.advanceTimersByTime(4000);
  expect(Connection.all).toHaveLength(1);
});
