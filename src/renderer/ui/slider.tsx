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
}

export function Slider({ label, value, min, max, isMuted, valueText, onChange }: SliderProps) {
  return (
    <Base.Root
      className="slider"
      data-muted={isMuted ? '' : undefined}
      value={value}
      min={min}
      max={max}
      thumbAlignment="edge"
      onValueChange={(next) => onChange(Array.isArray(next) ? (next[0] ?? min) : next)}
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
