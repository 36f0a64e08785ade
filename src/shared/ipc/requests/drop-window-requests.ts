import { z } from 'zod';
import { type DropWindowFacts, dropWindowActs, dropWindowChannels } from '../drop-window.ts';
import { SomePaths } from './paths.ts';
import { Origin, PictureBytes } from './queue-requests.ts';
import { nothing } from './request.ts';

const { facts, add, act, choose } = dropWindowChannels;

/** What is sent on each channel of the small window for drops. */
const dropWindowInputs = {
  [facts]: nothing,
  [add]: z
    .object({ paths: SomePaths.readonly(), pictures: PictureBytes.nullable(), origin: Origin })
    .readonly(),
  [act]: z.enum(dropWindowActs),
  [choose]: z.string().min(1).max(100),
} as const;

export type DropWindowChannel = keyof typeof dropWindowInputs;
export type DropWindowInput<C extends DropWindowChannel> = z.infer<(typeof dropWindowInputs)[C]>;

/** The same table, so typed that a channel picks its own schema in generic code. */
const inputs: { readonly [C in DropWindowChannel]: z.ZodType<DropWindowInput<C>> } =
  dropWindowInputs;

/** Parses what was sent on a channel. */
export const parseDropWindowInput = <C extends DropWindowChannel>(channel: C, raw: unknown) =>
  inputs[channel].safeParse(raw);

export interface DropWindowAnswers {
  readonly [facts]: DropWindowFacts;
  readonly [add]: string;
  readonly [act]: string;
  readonly [choose]: string;
}
