import {
  Copy,
  Download,
  FolderOpen,
  Image,
  Link,
  PanelRight,
  RotateCcw,
  Trash2,
  Wand2,
  X,
} from 'lucide-react';
import type { Task, TaskId } from '../../../shared/task/task.ts';
import { thumbline } from '../../store/bridge.ts';
import { useSettings } from '../../store/settings-store.ts';
import { useView } from '../../store/view-store.ts';
import type { MenuEntry } from '../../ui/menu-entries.tsx';
import { type FindTask, groupTasks } from '../../store/task-groups.ts';
import * as actions from './task-actions.ts';

const size = 15;

/** What can be done with a file that cannot be opened or shown in its folder. */
const saveEntry = (label: string, onSelect: () => void): MenuEntry => ({
  label,
  icon: <Download size={size} />,
  onSelect,
});

function sourceEntries(id: TaskId): MenuEntry[] {
  if (!thumbline.can.opensFiles)
    return [saveEntry('Save the original', () => void actions.openSource(id))];
  return [
    {
      label: 'Open the original',
      icon: <Image size={size} />,
      onSelect: () => void actions.openSource(id),
    },
    {
      label: 'Show the original in its folder',
      icon: <FolderOpen size={size} />,
      onSelect: () => void actions.revealSource(id),
    },
  ];
}

function outputEntries(id: TaskId): MenuEntry[] {
  if (!thumbline.can.opensFiles) return [saveEntry('Save', () => void actions.openOutput(id))];
  return [
    { label: 'Open', icon: <Image size={size} />, onSelect: () => void actions.openOutput(id) },
    {
      label: 'Show in folder',
      icon: <FolderOpen size={size} />,
      onSelect: () => void actions.revealOutput(id),
    },
  ];
}

function pictureEntries({ id, status }: Task): MenuEntry[] {
  const details: MenuEntry = {
    label: 'Show details',
    icon: <PanelRight size={size} />,
    keys: 'Enter',
    onSelect: () => useView.getState().openDetail(id),
  };
  if (status !== 'succeeded') {
    return [details, ...sourceEntries(id), 'separator'];
  }
  return [
    details,
    ...outputEntries(id),
    'separator',
    {
      label: 'Copy picture',
      icon: <Copy size={size} />,
      onSelect: () => void actions.copyPicture(id),
    },
    {
      label: thumbline.can.opensFiles ? 'Copy path' : 'Copy address',
      icon: <Link size={size} />,
      onSelect: () => void actions.copyPath(id),
    },
    'separator',
  ];
}

/** What a right click offers for the selected tasks, the same in every list of them. */
export function taskMenuEntries(ids: ReadonlySet<TaskId>, find: FindTask): readonly MenuEntry[] {
  const { all, retryable, unsettled, settled } = groupTasks(ids, find);
  const only = all.length === 1 && all[0] !== undefined ? find(all[0]) : undefined;
  const entries: MenuEntry[] = only ? pictureEntries(only) : [];
  if (retryable.length > 0) {
    entries.push({
      label: 'Retry',
      icon: <RotateCcw size={size} />,
      onSelect: () => void actions.retry(retryable),
    });
  }
  if (settled.length > 0) {
    entries.push({
      label: 'Run again with this recipe',
      icon: <Wand2 size={size} />,
      onSelect: () => void actions.runAgain(settled, useSettings.getState().settings.recipe),
    });
  }
  if (unsettled.length > 0) {
    entries.push({
      label: 'Cancel',
      icon: <X size={size} />,
      onSelect: () => void actions.cancel(unsettled),
    });
  }
  if (all.length > 0) {
    entries.push('separator', {
      label: 'Remove',
      icon: <Trash2 size={size} />,
      keys: 'Del',
      isDanger: true,
      onSelect: () => void actions.remove(all),
    });
  }
  return entries;
}
