import type { Announcements } from '../shared/ipc/announcements.ts';
import type { Thumbline } from '../shared/ipc/verbs.ts';
import { ok } from '../shared/result.ts';
import { act, look, notHere } from './ask-service.ts';
import { followChanges } from './follow-changes.ts';
import { saveFile, savePicture } from './save-file.ts';
import { openOwnSettings } from './own-settings.ts';
import { pickFiles } from './pick-files.ts';
import { uploadFiles } from './upload-files.ts';

/** The verbs of the window over HTTP and server-sent events. */
export function httpThumbline(): Thumbline<File> {
  const own = openOwnSettings();
  const news = new EventTarget();
  const tell = <Name extends keyof Announcements>(name: Name, detail: Announcements[Name]) =>
    news.dispatchEvent(new CustomEvent(name, { detail }));
  const send = (files: readonly File[]) => uploadFiles(files, own.settings().recipe);
  const choose = async (kind: 'files' | 'folder') => {
    const files = await pickFiles(kind);
    return files === null || files.length === 0 ? ok(null) : send(files);
  };
  followChanges((changes) => tell('queue:changed', changes));

  return {
    readAppFacts: () => look('app:facts'),
    enqueueFiles: (files) => send(files),
    chooseFiles: () => choose('files'),
    chooseFolder: () => choose('folder'),
    enqueueSamples: () => notHere(),
    readSnapshot: () => look('queue:snapshot'),
    listTasks: (page) => look('task:list', page),
    pauseQueue: () => act('queue:pause'),
    resumeQueue: () => act('queue:resume'),
    clearQueue: () => act('queue:clear'),
    readTaskDetail: (taskId) => look('task:detail', taskId),
    cancelTasks: (selection) => act('task:cancel', selection),
    retryTasks: (selection) => act('task:retry', selection),
    removeTasks: (selection) => act('task:remove', selection),
    runTasksAgain: () => notHere(),
    openSource: (taskId) => Promise.resolve(ok(saveFile(`/convert/${taskId}/source`))),
    revealSource: () => notHere(),
    openOutput: (output) => savePicture(output),
    revealOutput: (output) => savePicture(output),
    copyPicture: () => notHere(),
    copyPath: () => notHere(),
    previewRecipe: (request) => act('recipe:preview', request),
    makePlan: () => notHere(),
    planFiles: () => notHere(),
    undoBatch: () => notHere(),
    readFocalPoint: () => notHere(),
    saveFocalPoint: () => notHere(),
    importPresets: () => notHere(),
    exportPreset: () => notHere(),
    duplicatePreset: () => notHere(),
    listPresets: () => Promise.resolve(ok(own.presets())),
    savePreset({ id, recipe }) {
      const preset = own.savePreset(id, recipe);
      tell('presets:changed', own.presets());
      return Promise.resolve(ok(preset));
    },
    removePreset(id) {
      own.removePreset(id);
      tell('presets:changed', own.presets());
      return Promise.resolve(ok(undefined));
    },
    readSettings: () => Promise.resolve(ok(own.settings())),
    changeSettings(change) {
      const settings = own.change(change);
      tell('settings:changed', settings);
      return Promise.resolve(ok(settings));
    },
    chooseDestination: () => Promise.resolve(ok(null)),
    searchHistory: (query) => look('history:search', query),
    exportHistory: () => notHere(),
    clearHistory: (age) => act('history:clear', age),
    readMonitor: () => look('monitor:report'),
    setWorkerJobs: (order) => act('worker:set-jobs', order),
    on(name, listener) {
      const hear = (event: Event) => {
        if (event instanceof CustomEvent) listener(event.detail);
      };
      news.addEventListener(name, hear);
      return () => news.removeEventListener(name, hear);
    },
  };
}
