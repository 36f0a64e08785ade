import { useId } from 'react';

/** A small drawn picture, in one of three lights. Drawn, so that it is sharp at any size. */
export type Light = 'dawn' | 'noon' | 'dusk';

const colours: Readonly<Record<Light, readonly [string, string, string, string, string]>> = {
  dawn: ['#f7b58b', '#fde3c8', '#f08a5d', '#b06a6a', '#4b3b52'],
  noon: ['#8fd0c8', '#e6f3ef', '#f5c451', '#6fa79d', '#1f5a63'],
  dusk: ['#6f7fd8', '#d7c9f0', '#ffffff', '#7d6fb8', '#2d2f63'],
};

interface LandscapeProps {
  light: Light;
  className?: string;
}

export function Landscape({ light, className }: LandscapeProps) {
  const [sky, haze, sun, far, near] = colours[light];
  // Its own: a gradient that is first named in something hidden is hidden everywhere.
  const fill = useId();
  return (
    <svg
      className={className}
      viewBox="0 0 120 80"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden
    >
      <linearGradient id={fill} x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" stopColor={sky} />
        <stop offset="0.75" stopColor={haze} />
      </linearGradient>
      <rect width="120" height="80" fill={`url(#${fill})`} />
      <circle cx="84" cy="26" r="9" fill={sun} opacity="0.92" />
      <path
        d="M0 58 L22 40 L40 52 L62 34 L86 54 L104 44 L120 54 V80 H0 Z"
        fill={far}
        opacity="0.72"
      />
      <path d="M0 70 L18 60 L44 70 L70 54 L96 68 L120 60 V80 H0 Z" fill={near} />
    </svg>
  );
}
