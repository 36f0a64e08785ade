import { terminalWords } from '../../shared/words/areas/terminal.ts';

/** `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`. */
export function humanTime(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 9.95) return terminalWords('seconds', { seconds: seconds.toFixed(1) });
  const whole = Math.round(seconds);
  if (whole < 60) return terminalWords('seconds', { seconds: whole });
  if (whole < 3600)
    return terminalWords('minutes', { minutes: Math.floor(whole / 60), seconds: whole % 60 });
  return terminalWords('hours', {
    hours: Math.floor(whole / 3600),
    minutes: Math.floor((whole % 3600) / 60),
  });
}
