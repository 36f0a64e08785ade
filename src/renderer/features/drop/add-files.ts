import { thumbline } from '../../store/bridge.ts';
import { useView } from '../../store/view-store.ts';
import { announceReceipt } from '../notices/announce-receipt.ts';
import { ask } from '../notices/ask.ts';
import type { Receipt } from '../../../shared/task/receipt.ts';

async function add(answer: Promise<Receipt | null>): Promise<void> {
  const receipt = await answer;
  if (!receipt) return;
  useView.getState().goTo('queue');
  announceReceipt(receipt);
}

export const addDropped = (files: readonly File[]) =>
  add(ask(thumbline.enqueueFiles(files, 'drop')));
export const addPasted = (files: readonly File[]) =>
  add(ask(thumbline.enqueueFiles(files, 'paste')));
export const addChosenFiles = () => add(ask(thumbline.chooseFiles()));
export const addChosenFolder = () => add(ask(thumbline.chooseFolder()));
export const addSamples = () => add(ask(thumbline.enqueueSamples()));
