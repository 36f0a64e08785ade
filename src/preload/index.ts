import { contextBridge, ipcRenderer } from 'electron';
import { announcementChannels } from '../shared/ipc/announcements.ts';
import type { Channel, PlanFiles, RequestInput } from '../shared/ipc/contract.ts';
import type { Answer, PlannedFiles, Thumbline } from '../shared/ipc/verbs.ts';
import { onlyFilesArePlanned, pathsOf, pictureBytesOf } from './picked-files.ts';

function ask<C extends Channel>(channel: C, input?: RequestInput<C>): Answer<C> {
  return ipcRenderer.invoke(channel, input);
}

const known: ReadonlySet<string> = new Set(announcementChannels);

const planFilesOf = (files: PlannedFiles<File>): PlanFiles =>
  typeof files === 'string' ? { choiceId: files } : { paths: pathsOf(files) };

const verbs: Thumbline<File> = {
  readAppFacts: () => ask('app:facts'),
  enqueueFiles: async (files, origin) => {
    const paths = pathsOf(files);
    if (paths.length === files.length) return ask('files:enqueue', { paths, origin });
    const pictures = await pictureBytesOf(files);
    return pictures.ok
      ? ask('pictures:enqueue', { pictures: pictures.value, paths, origin })
      : pictures;
  },
  chooseFiles: () => ask('files:choose', { kind: 'files' }),
  chooseFolder: () => ask('files:choose', { kind: 'folder' }),
  enqueueSamples: () => ask('samples:enqueue'),
  readSnapshot: () => ask('queue:snapshot'),
  listTasks: (page) => ask('task:list', page),
  pauseQueue: () => ask('queue:pause'),
  resumeQueue: () => ask('queue:resume'),
  clearQueue: () => ask('queue:clear'),
  readTaskDetail: (taskId) => ask('task:detail', taskId),
  cancelTasks: (selection) => ask('task:cancel', selection),
  retryTasks: (selection) => ask('task:retry', selection),
  removeTasks: (selection) => ask('task:remove', selection),
  runTasksAgain: (request) => ask('task:run-again', request),
  openSource: (taskId) => ask('task:open-source', taskId),
  revealSource: (taskId) => ask('task:reveal-source', taskId),
  openOutput: (output) => ask('output:open', output),
  revealOutput: (output) => ask('output:reveal', output),
  copyPicture: (output) => ask('output:copy-picture', output),
  copyPath: (output) => ask('output:copy-path', output),
  previewRecipe: (request) => ask('recipe:preview', request),
  choosePlanFiles: () => ask('plan:choose', { kind: 'files' }),
  choosePlanFolder: () => ask('plan:choose', { kind: 'folder' }),
  planFiles: async (files, recipe) => {
    const sources = planFilesOf(files);
    if ('paths' in sources && sources.paths.length === 0) return onlyFilesArePlanned;
    return ask('plan:make', { sources, recipe });
  },
  planTasks: (taskIds, recipe) => ask('plan:make', { sources: { taskIds }, recipe }),
  startPlan: (files, recipe) => ask('plan:start', { files: planFilesOf(files), recipe }),
  undoBatch: (batchId) => ask('batch:undo', batchId),
  findUndoable: () => ask('batch:find-undoable'),
  saveResults: (request) => ask('results:save', request),
  cancelSave: () => ask('results:cancel-save'),
  revealSaved: (number) => ask('results:reveal-saved', number),
  readFocalPoint: (taskId) => ask('focus:read', taskId),
  saveFocalPoint: (request) => ask('focus:save', request),
  importPresets: () => ask('preset:import'),
  exportPreset: (presetId) => ask('preset:export', presetId),
  duplicatePreset: (presetId) => ask('preset:duplicate', presetId),
  listPresets: () => ask('preset:list'),
  savePreset: (preset) => ask('preset:save', preset),
  removePreset: (presetId) => ask('preset:remove', presetId),
  readSettings: () => ask('settings:read'),
  changeSettings: (change) => ask('settings:change', change),
  chooseDestination: () => ask('settings:choose-destination'),
  readServer: () => ask('server:report'),
  chooseServer: (choice) => ask('server:choose', choice),
  leaveServer: () => ask('server:leave'),
  checkServer: () => ask('server:check'),
  searchHistory: (query) => ask('history:search', query),
  exportHistory: (request) => ask('history:export', request),
  clearHistory: (request) => ask('history:clear', request),
  readMonitor: () => ask('monitor:report'),
  setWorkerJobs: (order) => ask('worker:set-jobs', order),
  on: (announcement, listener) => {
    if (!known.has(announcement)) throw new TypeError(`No such announcement: ${announcement}`);
    const receive = (_event: unknown, news: Parameters<typeof listener>[0]) => listener(news);
    ipcRenderer.on(announcement, receive);
    return () => {
      ipcRenderer.removeListener(announcement, receive);
    };
  },
};

contextBridge.exposeInMainWorld('thumbline', verbs);
