import { once } from '../../shared/once.ts';

const locale = 'en';
const clock = once(
  () =>
    new Intl.DateTimeFormat(locale, {
      hour: '2-digit',
      minute: '2-digit',
      hour12: false,
    }),
);
const clockWithSeconds = once(
  () =>
    new Intl.DateTimeFormat(locale, {
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hour12: false,
    }),
);
const dayAndMonth = once(
  () =>
    new Intl.DateTimeFormat(locale, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
    }),
);
const fullDay = once(
  () => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' }),
);
const tenth = once(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }));

/** "0.3 s", "12 s", "4 min 5 s". */
export function durationWords(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 10_000) return `${tenth().format(ms / 1000)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60)
    return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Coarser the farther away, so that it does not flicker. */
export function timeLeftWords(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 4) return 'a few seconds';
  if (seconds < 30) return `${Math.round(seconds)} s`;
  if (seconds < 90) return `${Math.round(seconds / 5) * 5} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const rounded = Math.round(minutes / 5) * 5;
  return rounded % 60 === 0
    ? `${rounded / 60} h`
    : `${Math.floor(rounded / 60)} h ${rounded % 60} min`;
}

export function clockWords(at: number): string {
  return clock().format(at);
}

export function preciseClockWords(at: number): string {
  return clockWithSeconds().format(at);
}

const dayStart = (at: number) => new Date(at).setHours(0, 0, 0, 0);

/** "Today", "Yesterday", "Monday, 3 March", "3 March 2025". */
export function dayWords(at: number, now = Date.now()): string {
  const today = dayStart(now);
  const day = dayStart(at);
  if (day === today) return 'Today';
  if (day === dayStart(today - 1)) return 'Yesterday';
  return new Date(at).getFullYear() === new Date(now).getFullYear()
    ? dayAndMonth().format(at)
    : fullDay().format(at);
}
