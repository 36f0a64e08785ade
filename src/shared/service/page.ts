import type { Capabilities, Capability } from '../ipc/capabilities.ts';
import type { Channel, ChannelNeeding } from '../ipc/contract.ts';

/** What a token lets its page do, as the page finds it in its own head; nothing there where no token is wanted. */
export const roleName = 'thumbline-role';
export type PageRole = 'reader' | 'full';

/** What the window's interface can do as the page of a service. */
export const pageCapabilities = {
  changes: true,
  signsOut: true,
  actsOnFound: true,
  opensFiles: false,
  handsOut: false,
  shares: false,
  savesFiles: false,
  watches: false,
  plans: false,
  undo: false,
  pausesBatches: false,
  forgets: false,
  focalPoints: false,
  destination: false,
  keepsResults: false,
  lostHistory: false,
  settings: false,
  server: false,
  updates: false,
  notifications: false,
  samples: false,
  dropWindow: false,
  provisional: false,
  compares: false,
} as const satisfies Capabilities;

export type Lacking = {
  [N in Capability]: (typeof pageCapabilities)[N] extends true ? never : N;
}[Capability];

/** Channels that the page refuses. */
export type RefusedChannel = ChannelNeeding<Lacking>;

/**
 * Requests that the page passes on to its service; `read` changes nothing, so that whoever may look may make it. The
 * page does the others itself: one that it neither does nor passes on nor refuses does not compile there.
 */
export const pageRequests = {
  'app:facts': 'read',
  'queue:snapshot': 'read',
  'queue:pause': 'change',
  'queue:resume': 'change',
  'queue:clear': 'change',
  'task:list': 'read',
  'task:detail': 'read',
  'task:cancel': 'change',
  'task:retry': 'change',
  'task:remove': 'change',
  'task:run-again': 'change',
  'recipe:preview': 'change',
  'history:search': 'read',
  'history:clear': 'change',
  'history:act': 'change',
  'monitor:report': 'read',
  'worker:set-jobs': 'change',
  'worker:end': 'change',
} as const satisfies { readonly [C in Exclude<Channel, RefusedChannel>]?: 'read' | 'change' };

export type PageChannel = keyof typeof pageRequests;

export const isPageChannel = (name: string): name is PageChannel =>
  Object.hasOwn(pageRequests, name);
