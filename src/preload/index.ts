import { contextBridge, ipcRenderer } from 'electron';
import { announcements } from '../shared/ipc/announcements.ts';
import type { Capabilities } from '../shared/ipc/capabilities.ts';
import type {
  AnswerOf,
  Channel,
  PlainChannel,
  RequestInput,
  VerbOf,
} from '../shared/ipc/contract.ts';
import type { PlanFiles } from '../shared/ipc/requests/recipe-requests.ts';
import { partChannel } from '../shared/ipc/list-parts.ts';
import {
  type Answer,
  deriveVerbs,
  type PlannedFiles,
  type Thumbline,
} from '../shared/ipc/verbs.ts';
import { partText } from '../shared/task/picture-part.ts';
import { showFilesToMain, shownToMain } from './given-files.ts';
import { requestSender } from './send-request.ts';
import { speakAsMain } from './speak-as-main.ts';
import { onlyFilesArePlanned, pathsOf, pictureBytesOf } from './picked-files.ts';

/** `plainVerbs` of the contract, written in by the build: the contract itself brings its schemas and zod. */
declare const PLAIN_VERBS: { readonly [C in PlainChannel]: VerbOf<C> };

const can: Capabilities = {
  changes: true,
  signsOut: false,
  actsOnFound: false,
  opensFiles: true,
  handsOut: true,
  shares: process.platform === 'darwin',
  savesFiles: true,
  watches: true,
  plans: true,
  undo: true,
  pausesBatches: true,
  forgets: true,
  focalPoints: true,
  destination: true,
  keepsResults: true,
  lostHistory: true,
  settings: true,
  server: true,
  updates: true,
  notifications: true,
  dropWindow: true,
  samples: true,
  provisional: true,
  compares: true,
};

const send = requestSender(partChannel);
const invoke = (channel: string, input: unknown) => send<unknown>(channel, input);
const ask = <C extends Channel>(channel: C, input: RequestInput<C>): Answer<C> =>
  send<AnswerOf<C>>(channel, input);

const planFilesOf = (files: PlannedFiles<File>): PlanFiles =>
  typeof files === 'string' ? { choiceId: files } : { paths: pathsOf(files) };

const thumbline: Thumbline<File> = {
  ...deriveVerbs(PLAIN_VERBS, invoke),
  can,
  enqueueFiles: async (files, origin) => {
    await shownToMain();
    const paths = pathsOf(files);
    if (paths.length === files.length) return ask('files:enqueue', { paths, origin });
    const pictures = await pictureBytesOf(files);
    return pictures.ok
      ? ask('pictures:enqueue', { pictures: pictures.value, paths, origin })
      : pictures;
  },
  planFiles: async (files, recipe) => {
    await shownToMain();
    const sources = planFilesOf(files);
    if ('paths' in sources && sources.paths.length === 0) return onlyFilesArePlanned();
    return ask('plan:make', { files: sources, recipe });
  },
  startPlan: async (files, recipe) => {
    await shownToMain();
    return ask('plan:start', { files: planFilesOf(files), recipe });
  },
  pictureUrl({ id, number }, picture) {
    const version = `?v=${number}`;
    if (typeof picture === 'string') return `thumb://${id}/${picture}${version}`;
    if ('page' in picture) return `thumb://${id}/source/${picture.page}${version}`;
    if ('whole' in picture) return `thumb://${id}/whole/${picture.whole}${version}`;
    if ('original' in picture) return `thumb://${id}/original/${picture.original}${version}`;
    if ('part' in picture)
      return `thumb://${id}/part/${picture.of}/${partText(picture.part)}${version}`;
    const output = picture.index === null ? '' : `output/${picture.index}`;
    return `thumb://${id}/${output}${version}`;
  },
  on: (announcement, listener) => {
    if (!Object.hasOwn(announcements, announcement)) {
      throw new TypeError(`No such announcement: ${announcement}`);
    }
    const receive = (_event: unknown, news: Parameters<typeof listener>[0]) => listener(news);
    ipcRenderer.on(announcement, receive);
    return () => {
      ipcRenderer.removeListener(announcement, receive);
    };
  },
};

speakAsMain();
showFilesToMain();
contextBridge.exposeInMainWorld('thumbline', thumbline);
