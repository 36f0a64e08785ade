import { expect, it } from 'vitest';
import { doctor, doctorText } from '../../../src/cli/commands/doctor.ts';
import { protectionWords } from '../../../src/shared/ipc/protection.ts';

it('says what would close decoders off further, in words and in JSON', () => {
  const open = { level: 'no-network', bubblewrap: 'missing' } as const;
  const [head, ...lines] = doctorText(open, { isJson: false, answers: true }).trimEnd().split('\n');
  expect(head).toMatch(/^Thumbline \d+\.\d+\.\d+, Node \d+/);
  expect(lines).toEqual([
    'Pictures are decoded with few rights and no network. A harmful picture could still read and change your files.',
    'Install bubblewrap to close the decoder off.',
  ]);
  expect(JSON.parse(doctorText(open, { isJson: true, answers: true }))).toMatchObject({
    decoder: { ...open, answers: true, meaning: lines[0], advice: lines[1] },
  });
});

it('advises nothing where they are in a box', () => {
  expect(protectionWords({ level: 'box', bubblewrap: 'used' }).advice).toBeNull();
});

it('says so when the decoder that it starts never answers, and ends it', async () => {
  const seen: string[] = [];
  const silent = {
    processId: 1,
    send: () => undefined,
    onMessage: () => undefined,
    onExit: () => undefined,
    kill: () => void seen.push('ended'),
  };
  const text = await doctor({ launch: () => silent }, false, 1);
  expect(text).toContain('did not answer');
  expect(seen).toEqual(['ended']);
});
