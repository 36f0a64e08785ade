import { useState } from 'react';
import type { WatchChange, WatchReport } from '../../../shared/settings/watch-report.ts';
import type { WatchFilter } from '../../../shared/settings/watched-folders.ts';
import { watchingWords } from '../../../shared/words/areas/watching.ts';
import { useSettings } from '../../store/settings-store.ts';
import { Field } from '../../ui/field.tsx';
import { NumberInput } from '../../ui/number-input.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface FieldsProps {
  folder: WatchReport;
  onChange: (change: WatchChange) => void;
}

/** Between endings a space separates, too; in a name it is a part of it. */
const separators = { endings: /[\s,;]+/, names: /[,;]/ } as const;

const listOf = (text: string, of: keyof typeof separators) =>
  text
    .split(separators[of])
    .map((part) => part.trim())
    .filter(Boolean);

interface ListFieldProps {
  label: string;
  hint: string;
  of: keyof typeof separators;
  value: readonly string[];
  onChange: (value: readonly string[]) => void;
}

/** Words with commas between them; what is typed counts once the field is left. */
function ListField({ label, hint, of, value, onChange }: ListFieldProps) {
  const [typed, setTyped] = useState(value.join(', '));
  const keep = () => {
    const list = listOf(typed, of);
    if (list.join() !== value.join()) onChange(list);
  };
  return (
    <Field label={label} hint={hint}>
      {({ labelId, noteId }) => (
        <TextField
          aria-labelledby={labelId}
          aria-describedby={noteId}
          value={typed}
          onChange={setTyped}
          onBlur={keep}
          onKeyDown={(event) => event.key === 'Enter' && keep()}
        />
      )}
    </Field>
  );
}

interface LimitProps {
  title: string;
  label: string;
  unit: string;
  value: number | null;
  onChange: (value: number | null) => void;
}

function Limit({ title, onChange, ...field }: LimitProps) {
  return (
    <div className="switch-row">
      <span>{title}</span>
      <NumberInput
        {...field}
        min={1}
        max={100_000}
        placeholder={watchingWords('any')}
        onChange={onChange}
      />
    </div>
  );
}

const own = 'own';
const kept = 'kept';

function RecipeChoice({ folder, onChange }: FieldsProps) {
  const presets = useSettings((settings) => settings.presets);
  const isPreset = presets.some(({ id }) => id === folder.presetId);
  const keptLabel = watchingWords('preset.kept', { recipe: folder.recipeName });
  const choices = [
    ...(isPreset ? [] : [{ value: kept, label: keptLabel }]),
    { value: own, label: watchingWords('preset.own') },
    ...presets.map(({ id, recipe }) => ({ value: id, label: recipe.name })),
  ];
  return (
    <Field label={watchingWords('preset')}>
      {({ labelId }) => (
        <Select
          label={watchingWords('preset')}
          labelledBy={labelId}
          value={isPreset ? (folder.presetId ?? kept) : kept}
          choices={choices}
          onChange={(id) => id !== kept && onChange({ presetId: id === own ? null : id })}
        />
      )}
    </Field>
  );
}

const existingChoices = [
  { value: 'leave', label: watchingWords('existing.leave') },
  { value: 'make', label: watchingWords('existing.make') },
] as const;

const scaled = (value: number | null, by: number) =>
  value === null ? null : Math.max(1, Math.round(value / by));
const bytesOf = (value: number | null, by: number) => (value === null ? null : value * by);
const [kilobyte, megabyte] = [1e3, 1e6];

/** What of a watched folder is made, and with what. */
export function WatchFields({ folder, onChange }: FieldsProps) {
  const { filter, settleSeconds, includesSubfolders, existing } = folder;
  const changeFilter = (change: Partial<WatchFilter>) =>
    onChange({ filter: { ...filter, ...change } });
  return (
    <div className="watch-fields">
      <RecipeChoice folder={folder} onChange={onChange} />
      <Field label={watchingWords('existing')} hint={watchingWords('existing.hint')}>
        {() => (
          <Segmented
            label={watchingWords('existing')}
            value={existing}
            segments={existingChoices}
            onChange={(next) => onChange({ existing: next })}
          />
        )}
      </Field>
      <ListField
        label={watchingWords('kinds')}
        hint={watchingWords('kinds.hint')}
        of="endings"
        value={filter.kinds}
        onChange={(kinds) => changeFilter({ kinds })}
      />
      <ListField
        label={watchingWords('names')}
        hint={watchingWords('names.hint')}
        of="names"
        value={filter.names}
        onChange={(names) => changeFilter({ names })}
      />
      <Switch
        label={watchingWords('subfolders')}
        isOn={includesSubfolders}
        onChange={(next) => onChange({ includesSubfolders: next })}
      />
      <Limit
        title={watchingWords('age')}
        label={watchingWords('age.label')}
        unit={watchingWords('days')}
        value={filter.maxAgeDays}
        onChange={(maxAgeDays) => changeFilter({ maxAgeDays })}
      />
      <Limit
        title={watchingWords('smallest')}
        label={watchingWords('smallest.label')}
        unit="kB"
        value={scaled(filter.minBytes, kilobyte)}
        onChange={(value) => changeFilter({ minBytes: bytesOf(value, kilobyte) })}
      />
      <Limit
        title={watchingWords('largest')}
        label={watchingWords('largest.label')}
        unit="MB"
        value={scaled(filter.maxBytes, megabyte)}
        onChange={(value) => changeFilter({ maxBytes: bytesOf(value, megabyte) })}
      />
      <div className="switch-row">
        <span>{watchingWords('settle')}</span>
        <NumberInput
          label={watchingWords('settle.label')}
          unit="s"
          min={1}
          max={3600}
          value={Math.max(1, Math.round(settleSeconds))}
          onChange={(value) => value !== null && onChange({ settleSeconds: value })}
        />
      </div>
    </div>
  );
}
