import { create } from 'zustand';
import type { Preset } from '../../../shared/task/preset.ts';
import type { WholeRecipe } from '../../../shared/task/recipe.ts';
import { changeSettings, useSettings } from '../../store/settings-store.ts';

/** What the panel shows. It may hold a recipe that is not whole yet; only a whole one is saved. */
interface Draft {
  readonly recipe: WholeRecipe;
  readonly problems: Readonly<Record<string, string>>;
  /** Which output is open in the list and shown in the preview. */
  readonly openOutput: number | null;
}

const first = useSettings.getState().settings.recipe;

export const useDraft = create<Draft>(() => ({
  recipe: first,
  problems: {},
  openOutput: null,
}));

/** Typing goes on while this long passes between two keys. */
const saveAfterMs = 400;
let saving: ReturnType<typeof setTimeout> | undefined;

const isSame = (a: WholeRecipe, b: WholeRecipe) => JSON.stringify(a) === JSON.stringify(b);

// The settings stay the truth: what comes from elsewhere replaces the draft.
useSettings.subscribe(({ settings }, before) => {
  if (settings.recipe === before.settings.recipe || saving !== undefined) return;
  if (isSame(settings.recipe, useDraft.getState().recipe)) return;
  useDraft.setState({ recipe: settings.recipe, problems: {}, openOutput: null });
});

function saveSoon(recipe: WholeRecipe): void {
  clearTimeout(saving);
  saving = setTimeout(() => {
    saving = undefined;
    void changeSettings({ recipe, presetId: null });
  }, saveAfterMs);
}

/** Saves what was just typed, so that files added now are made as the panel shows. */
export async function saveDraft(): Promise<void> {
  if (saving === undefined) return;
  clearTimeout(saving);
  saving = undefined;
  await changeSettings({ recipe: useDraft.getState().recipe, presetId: null });
}

// The last moment of a window that is closed or loaded anew.
addEventListener('pagehide', () => void saveDraft());

/** Shows an edited recipe; one without problems is saved, too. */
export function setDraft(recipe: WholeRecipe, problems: Draft['problems']): void {
  useDraft.setState({ recipe, problems });
  if (Object.keys(problems).length === 0) saveSoon(recipe);
  else {
    clearTimeout(saving);
    saving = undefined;
  }
}

export function openOutput(index: number | null): void {
  useDraft.setState({ openOutput: index });
}

export function choosePreset({ id, recipe }: Preset): void {
  clearTimeout(saving);
  saving = undefined;
  useDraft.setState({ recipe, problems: {}, openOutput: null });
  void changeSettings({ recipe, presetId: id });
}

/** Notes the recipe as it is; what it answers takes back all that is changed from then on. */
export function noteDraft(): () => void {
  const { recipe, problems } = useDraft.getState();
  const { settings } = useSettings.getState();
  // What was typed just before may not be saved yet: it is no preset's any more.
  const presetId = isSame(settings.recipe, recipe) ? settings.presetId : null;
  return () => {
    if (useDraft.getState().recipe === recipe) return;
    clearTimeout(saving);
    saving = undefined;
    useDraft.setState({ recipe, problems });
    if (Object.keys(problems).length === 0) void changeSettings({ recipe, presetId });
  };
}
