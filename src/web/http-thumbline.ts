import type { Announcements } from '../shared/ipc/announcements.ts';
import type { AppFacts } from '../shared/ipc/answers.ts';
import type { Answer, Thumbline } from '../shared/ipc/verbs.ts';
import { notOk, ok } from '../shared/result.ts';
import { filedRecipe } from '../shared/task/filed-recipe.ts';
import { isPresetFile } from '../shared/task/preset-file.ts';
import type { Recipe } from '../shared/task/recipe.ts';
import { webWords } from '../shared/words/areas/web.ts';
import { askService, away, derivedVerbs, notHere } from './ask-service.ts';
import { type ChosenFile, isInFolder, nameCopied, pickFiles, picturesOf } from './chosen-files.ts';
import { copyAddress, copyPicture } from './copy-output.ts';
import { watchDroppedFolders } from './dropped-folders.ts';
import { followChanges } from './follow-changes.ts';
import { ownCapabilities, signOut } from './own-role.ts';
import { openOwnSettings } from './own-settings.ts';
import { presetVerbs } from './preset-verbs.ts';
import { saveHistory, savePicture, saveSource } from './save-file.ts';
import { saveResults } from './save-results.ts';
import { uploadFiles } from './upload-files.ts';

/** Of the source only if a browser can show it. */
const pictureUrl: Thumbline<File>['pictureUrl'] = ({ id, number }, picture) => {
  if (typeof picture === 'string' || !('index' in picture))
    return `/convert/${id}/picture?v=${number}`;
  const name = picture.name === null ? '' : `/${encodeURIComponent(picture.name)}`;
  return `/convert/${id}/output${name}?v=${number}`;
};

/** That of the person, not the service's: keys are named after it. */
function platformHere(): AppFacts['platform'] {
  if (/mac/i.test(navigator.userAgent)) return 'darwin';
  return /windows/i.test(navigator.userAgent) ? 'win32' : 'linux';
}

/** The verbs of the window over HTTP and server-sent events. */
export function httpThumbline(): Thumbline<File> {
  const own = openOwnSettings();
  const news = new EventTarget();
  const tell = <Name extends keyof Announcements>(name: Name, detail: Announcements[Name]) =>
    news.dispatchEvent(new CustomEvent(name, { detail }));
  const presets = presetVerbs(own.presets, (list) => tell('presets:changed', list));
  const withFolders = watchDroppedFolders();
  const onFull = () => tell('notice:raised', webWords('queueFull'));
  /** Here results go to the service, but folders that were used with the app hold some. */
  const resultFolderName = () => {
    const { destination } = own.settings().recipe;
    return destination.kind === 'beside' ? destination.folderName : '';
  };
  /** Where results go and what they are called is the service's business. */
  const filed = (recipe: Recipe) =>
    filedRecipe(recipe, own.presets.list(), { given: ['destination', 'fileName'] });
  const send = async (chosen: readonly ChosenFile[]): Answer<'files:enqueue'> => {
    const presetFiles = chosen.filter((one) => !isInFolder(one) && isPresetFile(one.place));
    const rest = chosen.filter((one) => !presetFiles.includes(one));
    const pictures = await picturesOf(rest, resultFolderName());
    const receipt = await uploadFiles(pictures, { recipe: filed(own.settings().recipe), onFull });
    if (!receipt.ok || presetFiles.length === 0) return receipt;
    const imported = await presets.importFiles(presetFiles.map(({ file }) => file));
    return ok({ ...receipt.value, imported });
  };
  const choose = async (isFolder: boolean) => {
    const files = await pickFiles({ isFolder });
    if (files === null || files.length === 0) return ok(null);
    return send(files.map((file) => ({ file, place: file.webkitRelativePath || file.name })));
  };
  followChanges({
    onChanges: (changes) => tell('queue:changed', changes),
    onReset: () => tell('queue:missed', null),
  });

  return {
    ...derivedVerbs,
    ...presets.verbs,
    can: ownCapabilities(),
    pictureUrl,
    readAppFacts: async () => {
      const facts = await askService('app:facts', undefined);
      if (!facts.ok) return facts;
      return ok({ ...facts.value, platform: platformHere(), serviceHost: location.host });
    },
    enqueueFiles: async (files, origin) => {
      const named = origin === 'paste' ? files.map(nameCopied) : files;
      return send(await withFolders(named, resultFolderName()));
    },
    planFiles: notHere,
    startPlan: notHere,
    chooseFiles: ({ kind }) => choose(kind === 'folder'),
    runTasksAgain: ({ taskIds, recipe }) =>
      askService('task:run-again', { taskIds, recipe: filed(recipe) }),
    openSource: saveSource,
    openOutput: savePicture,
    copyPicture,
    copyPath: copyAddress,
    async saveResults(wanted) {
      const asked = await saveResults(wanted);
      if (!asked.ok) return asked;
      tell('notice:raised', webWords('saving', { count: asked.value }));
      return ok(null);
    },
    signOut: async () => ((await signOut()) ? ok(null) : notOk(away())),
    readSettings: () => Promise.resolve(ok(own.settings())),
    changeSettings(change) {
      const settings = own.change(change);
      tell('settings:changed', settings);
      return Promise.resolve(ok(settings));
    },
    exportHistory: saveHistory,
    on(name, listener) {
      const hear = (event: Event) => {
        if (event instanceof CustomEvent) listener(event.detail);
      };
      news.addEventListener(name, hear);
      return () => news.removeEventListener(name, hear);
    },
  };
}
