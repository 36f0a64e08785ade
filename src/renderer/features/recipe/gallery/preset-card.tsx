import { Radio } from '@base-ui/react/radio';
import { ArrowLeft, ArrowRight, FolderInput, MoreHorizontal, Pencil, Trash2 } from 'lucide-react';
import { type DragEvent, useState } from 'react';
import type { Preset } from '../../../../shared/task/preset.ts';
import { presetsWords } from '../../../../shared/words/areas/presets.ts';
import { Button } from '../../../ui/button.tsx';
import type { Light } from '../../../ui/landscape.tsx';
import { Menu, type MenuEntry } from '../../../ui/menu.tsx';
import { arrangePreset, removePreset } from '../preset-verbs.ts';
import { sharedEntries } from '../shared-entries.tsx';
import { describePreset } from './describe-preset.ts';
import { type GallerySection, step } from './gallery-sections.ts';
import { PresetDrawing } from './preset-drawing.tsx';

/** What a card asks of the gallery around it. */
export interface CardVerbs {
  readonly use: (preset: Preset) => void;
  readonly rename: (preset: Preset) => void;
  readonly putInFolder: (preset: Preset) => void;
}

interface PresetCardProps {
  preset: Preset;
  section: GallerySection;
  verbs: CardVerbs;
}

/** A preset on its way to another place: its id. Files of other programs are another type. */
const presetDragType = 'application/x-thumbline-preset';

const lights: readonly Light[] = ['noon', 'dusk', 'dawn'];

export function PresetCard({ preset, section, verbs }: PresetCardProps) {
  const { id, recipe } = preset;
  const light = lights[section.presets.indexOf(preset) % lights.length] ?? 'noon';
  return (
    <div className="preset-place" {...useOrdering(preset, section)}>
      <Radio.Root
        value={id}
        className="preset-card"
        aria-label={recipe.name}
        onDoubleClick={() => verbs.use(preset)}
      >
        <PresetDrawing outputs={recipe.outputs} light={light} />
        <span className="preset-name">
          <bdi>{recipe.name}</bdi>
          <small>{presetsWords('sizes', { count: recipe.outputs.length })}</small>
        </span>
        <span className="preset-says">{describePreset(preset)}</span>
      </Radio.Root>
      <Menu
        align="end"
        trigger={
          <Button
            look="quiet"
            shape="icon"
            className="preset-more"
            aria-label={presetsWords('more', { name: recipe.name })}
          >
            <MoreHorizontal size={16} />
          </Button>
        }
        entries={entriesOf({ preset, section, verbs })}
      />
    </div>
  );
}

/** One's own are put in order by dragging them onto each other; the menu does the same without a mouse. */
function useOrdering({ id }: Preset, { isOwn, folder }: GallerySection) {
  const [isTarget, setTarget] = useState(false);
  if (!isOwn) return {};
  return {
    draggable: true,
    'data-target': isTarget ? '' : undefined,
    onDragStart: ({ dataTransfer }: DragEvent) => {
      dataTransfer.setData(presetDragType, id);
      dataTransfer.effectAllowed = 'move';
    },
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(presetDragType)) return;
      event.preventDefault();
      setTarget(true);
    },
    onDragLeave: () => setTarget(false),
    onDrop: (event: DragEvent) => {
      setTarget(false);
      const moved = event.dataTransfer.getData(presetDragType);
      if (moved === '') return;
      event.stopPropagation();
      void arrangePreset({ id: moved, before: id, folder });
    },
  };
}

function entriesOf({ preset, section, verbs }: PresetCardProps): readonly MenuEntry[] {
  const shared = sharedEntries(preset);
  return section.isOwn ? [...shared, ...ownEntries({ preset, section, verbs })] : shared;
}

function ownEntries({ preset, section, verbs }: PresetCardProps): readonly MenuEntry[] {
  const steps = ([-1, 1] as const).map((by): MenuEntry => {
    const move = step(section, preset.id, by);
    return {
      label: presetsWords(by === -1 ? 'moveEarlier' : 'moveLater'),
      icon: by === -1 ? <ArrowLeft size={15} /> : <ArrowRight size={15} />,
      isDisabled: move === null,
      onSelect: () => move && void arrangePreset(move),
    };
  });
  return [
    'separator',
    {
      label: presetsWords('rename'),
      icon: <Pencil size={15} />,
      onSelect: () => verbs.rename(preset),
    },
    {
      label: presetsWords('putInFolder'),
      icon: <FolderInput size={15} />,
      onSelect: () => verbs.putInFolder(preset),
    },
    ...steps,
    'separator',
    {
      label: presetsWords('remove'),
      icon: <Trash2 size={15} />,
      isDanger: true,
      onSelect: () => void removePreset(preset),
    },
  ];
}
