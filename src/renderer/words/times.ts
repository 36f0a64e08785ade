import { once } from '../../shared/once.ts';
import { language } from '../../shared/words/language.ts';
import { tasksWords } from '../../shared/words/areas/tasks.ts';

const clock = once(
  () =>
    new Intl.DateTimeFormat(language().tag, {
      hour: '2-digit',
      minute: '2-digit',
      hour12: false,
    }),
);
const clockWithSeconds = once(
  () =>
    new Intl.DateTimeFormat(language().tag, {
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hour12: false,
    }),
);
const dayAndMonth = once(
  () =>
    new Intl.DateTimeFormat(language().tag, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
    }),
);
const fullDay = once(
  () => new Intl.DateTimeFormat(language().tag, { day: 'numeric', month: 'long', year: 'numeric' }),
);
const tenth = once(() => new Intl.NumberFormat(language().tag, { maximumFractionDigits: 1 }));

/** "0.3 s", "12 s", "4 min 5 s". */
export function durationWords(ms: number): string {
  if (ms < 1000) return tasksWords('milliseconds', { count: Math.round(ms) });
  if (ms < 10_000) return tasksWords('seconds', { seconds: tenth().format(ms / 1000) });
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return tasksWords('seconds', { seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60)
    return seconds % 60 === 0
      ? tasksWords('minutes', { minutes })
      : tasksWords('minutesSeconds', { minutes, seconds: seconds % 60 });
  return tasksWords('hoursMinutes', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** Coarser the farther away, so that it does not flicker. */
export function timeLeftWords(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 4) return tasksWords('fewSeconds');
  if (seconds < 30) return tasksWords('seconds', { seconds: Math.round(seconds) });
  if (seconds < 90) return tasksWords('seconds', { seconds: Math.round(seconds / 5) * 5 });
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return tasksWords('minutes', { minutes });
  const rounded = Math.round(minutes / 5) * 5;
  return rounded % 60 === 0
    ? tasksWords('hours', { hours: rounded / 60 })
    : tasksWords('hoursMinutes', { hours: Math.floor(rounded / 60), minutes: rounded % 60 });
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
  if (day === today) return tasksWords('today');
  if (day === dayStart(today - 1)) return tasksWords('yesterday');
  return new Date(at).getFullYear() === new Date(now).getFullYear()
    ? dayAndMonth().format(at)
    : fullDay().format(at);
}
