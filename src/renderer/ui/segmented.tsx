import './segmented.css';
import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import type { ReactNode } from 'react';

interface Segment<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** Shown instead of the label, which stays the name. */
  readonly icon?: ReactNode;
}

interface SegmentedProps<Value extends string> {
  label: string;
  value: Value;
  segments: readonly Segment<Value>[];
  isTight?: boolean;
  /** Longer labels get more room. */
  isUneven?: boolean;
  onChange: (value: Value) => void;
}

/** One choice out of a few, all visible. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, value, segments, isTight, isUneven, onChange } = props;
  return (
    <RadioGroup
      aria-label={label}
      className="segmented"
      data-tight={isTight ? '' : undefined}
      data-uneven={isUneven ? '' : undefined}
      value={value}
      onValueChange={onChange}
    >
      {segments.map((segment) => (
        <Radio.Root
          key={segment.value}
          value={segment.value}
          className="segmented-choice"
          aria-label={segment.label}
          title={segment.icon ? segment.label : undefined}
        >
          {segment.icon ?? segment.label}
        </Radio.Root>
      ))}
    </RadioGroup>
  );
}
