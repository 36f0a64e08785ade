import './popup.css';
import './select.css';
import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';
import { useRef } from 'react';
import { useLandmark } from './use-landmark.ts';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly note?: string;
}

interface SelectProps<Value extends string> {
  label: string;
  /** When another element shows the label; `label` is then not read out twice. */
  labelledBy?: string;
  value: Value;
  choices: readonly Choice<Value>[];
  /** What the closed control shows, when not the choice's label. */
  shown?: string;
  onChange: (value: Value) => void;
}

export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, labelledBy, value, choices, shown, onChange } = props;
  const ref = useRef<HTMLButtonElement>(null);
  const landmark = useLandmark(ref);
  const chosen = shown ?? choices.find((choice) => choice.value === value)?.label;
  return (
    <Base.Root
      items={choices}
      value={value}
      modal={false}
      onValueChange={(next) => next !== null && onChange(next)}
    >
      <Base.Trigger
        ref={ref}
        className="select"
        {...(labelledBy ? { 'aria-labelledby': labelledBy } : { 'aria-label': label })}
      >
        <Base.Value className="select-value" title={chosen}>
          {shown ?? undefined}
        </Base.Value>
        <Base.Icon className="select-icon">
          <ChevronsUpDown size={13} />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal container={landmark}>
        <Base.Positioner className="popup-place" sideOffset={4} alignItemWithTrigger={false}>
          <Base.Popup className="popup">
            {choices.map((choice) => (
              <Base.Item key={choice.value} value={choice.value} className="popup-item">
                <span className="popup-check">
                  <Base.ItemIndicator>
                    <Check size={14} />
                  </Base.ItemIndicator>
                </span>
                <Base.ItemText className="popup-item-text">{choice.label}</Base.ItemText>
                {choice.note ? <span className="popup-item-note">{choice.note}</span> : null}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
