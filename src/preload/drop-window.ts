import { contextBridge, ipcRenderer } from 'electron';
import {
  type DropWindowBridge,
  dropWindowChannels,
  type DropWindowFacts,
  dropWindowNews,
  dropWindowParts,
} from '../shared/ipc/drop-window.ts';
import { showFilesToMain, shownToMain } from './given-files.ts';
import { pathsOf, pictureBytesOf } from './picked-files.ts';
import { requestSender } from './send-request.ts';
import { speakAsMain } from './speak-as-main.ts';

const send = requestSender(dropWindowParts);
const { facts, add, act, choose } = dropWindowChannels;

const dropWindow: DropWindowBridge<File> = {
  readFacts: () => send(facts, undefined),
  add: async (files, origin) => {
    await shownToMain();
    const paths = pathsOf(files);
    if (paths.length === files.length) return send(add, { paths, pictures: null, origin });
    const pictures = await pictureBytesOf(files);
    return pictures.ok ? send(add, { paths, pictures: pictures.value, origin }) : pictures;
  },
  act: (wanted) => send(act, wanted),
  choose: (presetId) => send(choose, presetId),
  onFacts: (listener) =>
    void ipcRenderer.on(dropWindowNews, (_event, news: DropWindowFacts) => listener(news)),
};

speakAsMain();
showFilesToMain();
contextBridge.exposeInMainWorld('dropWindow', dropWindow);
