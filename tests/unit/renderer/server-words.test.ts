import { expect, it } from 'vitest';
import {
  serverHost,
  serverWorkWords,
} from '../../../src/renderer/features/monitor/monitor-words.ts';

const idle = { address: 'https://pictures.example/thumbs', sending: 0, making: 0, fetching: 0 };

it('says how many pictures are on their way to a server, with it, and on their way back', () => {
  expect(serverWorkWords(idle)).toBe('Nothing to do now');
  expect(serverWorkWords({ ...idle, sending: 2, making: 1200, fetching: 1 })).toBe(
    'Sending 2, making 1,200, fetching 1',
  );
  expect(serverWorkWords({ ...idle, making: 3 })).toBe('Making 3');
});

it('calls a server by its host', () => {
  expect(serverHost(idle)).toBe('pictures.example');
  expect(serverHost({ address: 'http://127.0.0.1:5000' })).toBe('127.0.0.1:5000');
});
