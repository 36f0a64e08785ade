interface PathIconProps {
  /** In a square of 24 by 24, like lucide's. */
  d: string;
  size: number;
  strokeWidth?: number;
  className?: string;
  'data-status'?: string;
}

/** An icon of one path. For those that stand in each row of a list: there every element counts. */
export function PathIcon({ d, size, strokeWidth = 2, ...rest }: PathIconProps) {
  return (
    <svg
      {...rest}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={strokeWidth}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
    >
      <path d={d} />
    </svg>
  );
}
