import type { z } from 'zod';
import type { Capability } from './capabilities.ts';
import { appRequests } from './requests/app-requests.ts';
import { historyRequests } from './requests/history-requests.ts';
import { queueRequests } from './requests/queue-requests.ts';
import { recipeRequests } from './requests/recipe-requests.ts';
import type { Traits } from './requests/request.ts';
import { resultsRequests } from './requests/results-requests.ts';

/**
 * Every request the screen may make, named once in the folder `requests`, by subject: channel → verb, schema of what is
 * sent, type of what it is answered with when it succeeds. The preload, the page of a service and the handlers of both derive from this table.
 */
export const requests = {
  ...appRequests,
  ...queueRequests,
  ...resultsRequests,
  ...recipeRequests,
  ...historyRequests,
} as const;

type Requests = typeof requests;
export type Channel = keyof Requests;
export type RequestInput<C extends Channel> = z.infer<Requests[C]['input']>;
export type AnswerOf<C extends Channel> = Required<Requests[C]>['answer'];
export type VerbOf<C extends Channel> = Requests[C]['verb'];

type ChannelsWith<Own extends Traits> = {
  [C in Channel]: NonNullable<Requests[C]['traits']> extends Own ? C : never;
}[Channel];
/** Channels whose verbs take `File`s. */
export type FileChannel = ChannelsWith<{ readonly carriesFiles: true }>;
export type PlainChannel = Exclude<Channel, FileChannel>;
export type ChannelNeeding<N extends Capability> = ChannelsWith<{ readonly needs: N }>;

/** The same table, so typed that a channel picks its own schema in generic code. */
const inputs: { readonly [C in Channel]: { readonly input: z.ZodType<RequestInput<C>> } } =
  requests;

export const isChannel = (name: string): name is Channel => Object.hasOwn(requests, name);

/** Parses what was sent on a channel. */
export const parseInput = <C extends Channel>(channel: C, raw: unknown) =>
  inputs[channel].input.safeParse(raw);

const plain: readonly (readonly unknown[])[] = Object.entries(requests).flatMap(
  ([channel, { verb, traits }]) => (traits && 'carriesFiles' in traits ? [] : [[channel, verb]]),
);
/** Every channel whose verb sends just what it was given. */
export const plainVerbs: { readonly [C in PlainChannel]: VerbOf<C> } = Object.fromEntries(plain);
