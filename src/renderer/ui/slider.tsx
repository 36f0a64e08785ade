import './slider.css';
import { Slider as Base } from '@base-ui/react/slider';

interface SliderProps {
  label: string;
  value: number;
  min: number;
  max: number;
  /** Shown, but not chosen by hand. */
  isMuted?: boolean;
  valueText?: string;
  onChange: (value: number) => void;
  /** The value when the pointer or the key is let go. */
  onCommit?: (value: number) => void;
}

const oneOf = (next: number | readonly number[], otherwise: number) =>
  typeof next === 'number' ? next : (next[0] ?? otherwise);

export function Slider({
  label,
  value,
  min,
  max,
  isMuted,
  valueText,
  onChange,
  onCommit,
}: SliderProps) {
  return (
    <Base.Root
      className="slider"
      data-muted={isMuted ? '' : undefined}
      value={value}
      min={min}
      max={max}
      thumbAlignment="edge"
      onValueChange={(next) => onChange(oneOf(next, min))}
      onValueCommitted={(next) => onCommit?.(oneOf(next, min))}
    >
      <Base.Control className="slider-control">
        <Base.Track className="slider-track">
          <Base.Indicator className="slider-indicator" />
          <Base.Thumb
            className="slider-thumb"
            aria-label={label}
            {...(valueText ? { getAriaValueText: () => valueText } : {})}
          />
        </Base.Track>
      </Base.Control>
    </Base.Root>
  );
}
