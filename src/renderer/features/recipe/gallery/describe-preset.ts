import { desktopPreset, type Preset } from '../../../../shared/task/preset.ts';
import { presetsWords } from '../../../../shared/words/areas/presets.ts';
import { outputWords } from '../../../words/recipe-summary.ts';

/** What those that came with the app are for, by their ids. */
const builtIn: Readonly<Record<string, string>> = {
  thumbnail: presetsWords('thumbnail'),
  avatar: presetsWords('avatar'),
  web: presetsWords('web'),
  shop: presetsWords('shop'),
  email: presetsWords('email'),
  social: presetsWords('social'),
  'app-icons': presetsWords('appIcons'),
  'website-icons': presetsWords('websiteIcons'),
  retina: presetsWords('retina'),
  'contact-sheet': presetsWords('contactSheet'),
  archive: presetsWords('archive'),
  [desktopPreset.id]: presetsWords('desktopCache'),
};

/** What a preset is for, in a sentence; what one's own makes, in short. */
export function describePreset({ id, recipe }: Pick<Preset, 'id' | 'recipe'>): string {
  const said = builtIn[id];
  if (said !== undefined) return said;
  const [first, ...others] = recipe.outputs;
  if (!first) return '';
  const words = outputWords(first);
  return others.length === 0
    ? words
    : presetsWords('andMore', { first: words, count: others.length });
}
