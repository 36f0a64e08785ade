import { Blend, ClipboardCopy, Code, FileText, Link, Palette, Share } from 'lucide-react';
import type { ClipboardEvent, ReactNode } from 'react';
import { latinKey } from '../../../shared/commands/keys.ts';
import { listKeys } from '../../../shared/commands/list-keys.ts';
import type { CopyForm, ResultsOf } from '../../../shared/task/results-out.ts';
import type { TaskId } from '../../../shared/task/task.ts';
import { tasksWords } from '../../../shared/words/areas/tasks.ts';
import { thumbline } from '../../store/bridge.ts';
import { ask, raiseNotice } from '../../store/notices.ts';
import type { FindTask } from '../../store/task-groups.ts';
import { useView } from '../../store/view-store.ts';
import type { MenuEntry, MenuItem } from '../../ui/menu.tsx';
import { shownKeys } from './shown-keys.ts';
import { tasksToHandOut } from './drag-results.ts';
import { copyPath, copyPicture } from './task-actions.ts';

/** Copies results, and says how many and what is not there any more. */
export async function copyResults(form: CopyForm, of: ResultsOf): Promise<void> {
  const copied = await ask(thumbline.copyResults({ of, form }));
  if (!copied) return;
  const { count, goneCount } = copied;
  raiseNotice({
    title: tasksWords(`copied.${form}`, { count }),
    ...(goneCount > 0 ? { detail: tasksWords('leftOutAsGone', { goneCount }) } : {}),
  });
}

/** The same of tasks; one alone is copied wherever the screen runs. */
function copyTasks(form: 'pictures' | 'paths', ids: readonly TaskId[]): void {
  const [only, ...others] = ids;
  if (only === undefined) return;
  if (others.length > 0) {
    if (thumbline.can.handsOut) void copyResults(form, { taskIds: ids, output: null });
    return;
  }
  void (form === 'pictures' ? copyPicture(only) : copyPath(only));
}

const forms = [
  ['markdown', <FileText key="markdown" size={15} />],
  ['html', <Code key="html" size={15} />],
  ['data-addresses', <Link key="data" size={15} />],
  ['thumb-hashes', <Blend key="hash" size={15} />],
  ['colours', <Palette key="colours" size={15} />],
] as const satisfies readonly (readonly [CopyForm, ReactNode])[];

/** The forms that texts and web pages take; none where the screen hands nothing out. */
export function copyAsEntries(of: () => ResultsOf | null): readonly MenuItem[] {
  if (!thumbline.can.handsOut) return [];
  return forms.map(([form, icon]) => ({
    label: tasksWords(`copyAs.${form}`),
    icon,
    onSelect: () => {
      const wanted = of();
      if (wanted) void copyResults(form, wanted);
    },
  }));
}

/** The share menu of a Mac. */
export function shareEntries(of: () => ResultsOf | null): readonly MenuEntry[] {
  if (!thumbline.can.shares) return [];
  const onSelect = () => {
    const wanted = of();
    if (wanted) void ask(thumbline.shareResults(wanted));
  };
  return [{ label: tasksWords('share'), icon: <Share size={15} />, onSelect }];
}

/** The same in a menu of their own. */
export function copyAsMenu(of: () => ResultsOf | null): readonly MenuEntry[] {
  const entries = copyAsEntries(of);
  if (entries.length === 0) return [];
  return [{ label: tasksWords('copyAs'), icon: <ClipboardCopy size={15} />, entries }];
}

const resultsOf = (ids: Iterable<TaskId>, find: FindTask): ResultsOf | null => {
  const taskIds = tasksToHandOut(ids, find);
  return taskIds && taskIds.length > 0 ? { taskIds, output: null } : null;
};

/** What can be copied of several tasks. */
export function copyEntries(ids: Iterable<TaskId>, find: FindTask): readonly MenuEntry[] {
  if (!thumbline.can.handsOut) return [];
  const of = () => resultsOf(ids, find);
  const copy = (form: CopyForm) => () => {
    const wanted = of();
    if (wanted) void copyResults(form, wanted);
  };
  return [
    {
      label: tasksWords('copy.pictures'),
      icon: <ClipboardCopy size={15} />,
      keys: shownKeys(listKeys.copy),
      onSelect: copy('pictures'),
    },
    {
      label: tasksWords('copy.paths'),
      icon: <Link size={15} />,
      keys: shownKeys(listKeys.copyPaths),
      onSelect: copy('paths'),
    },
    ...copyAsMenu(of),
    ...shareEntries(of),
  ];
}

/** Tasks that are copied by key: what is selected, of which at least one made something. */
function copySelected(form: 'pictures' | 'paths', find: FindTask): boolean {
  const taskIds = tasksToHandOut(useView.getState().selection.ids, find);
  if (taskIds && taskIds.length > 0) copyTasks(form, taskIds);
  return taskIds === null || taskIds.length > 0;
}

/** "Copy" of the keyboard or the menu bar; a selected text is copied as ever. */
export function onCopyTasks(find: FindTask) {
  return (event: ClipboardEvent): void => {
    if (getSelection()?.isCollapsed === false) return;
    if (copySelected('pictures', find)) event.preventDefault();
  };
}

/** The key that copies paths. */
export function isCopyOfPaths(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey'>,
): boolean {
  return event.shiftKey && (event.ctrlKey || event.metaKey) && latinKey(event) === 'c';
}

export const copySelectedPaths = (find: FindTask): boolean => copySelected('paths', find);
