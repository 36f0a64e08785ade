const hourMs = 3_600_000;

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const fullNames =
  /^(?:(?:sun|mon|tues|wednes|thurs|fri|satur)day|january|february|march|april|may|june|july|august|september|october|november|december)$/;

/** Local midnight, because people mean their own day. Days and months out of range run over into the next. */
function dayOf(now: Date, days: number, monthsOn = 0): number {
  return new Date(now.getFullYear(), now.getMonth() + monthsOn, now.getDate() + days).getTime();
}

/** `2026`, `2026-03` and `2026-03-01`. */
function calendarDate(text: string): number | null {
  const parts = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/.exec(text);
  if (!parts) return null;
  const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? 1), Number(parts[3] ?? 1)];
  const date = new Date(year, month - 1, day);
  const isReal = date.getMonth() === month - 1 && date.getDate() === day;
  return isReal ? date.getTime() : null;
}

/** `7d`, `7 days ago`, `last 7 days`: that many days before today began; hours count from now. */
function timeAgo(text: string, now: Date): number | null {
  const parts =
    /^(?:last )?(\d{1,4}) ?(h|hours?|d|days?|w|weeks?|m|months?|y|years?)(?: ago)?$/.exec(text);
  if (!parts) return null;
  const count = Number(parts[1]);
  const unit = parts[2]?.[0];
  if (unit === 'h') return now.getTime() - count * hourMs;
  if (unit === 'd') return dayOf(now, -count);
  if (unit === 'w') return dayOf(now, -7 * count);
  return dayOf(now, 0, unit === 'm' ? -count : -12 * count);
}

/** The beginning of `this week`, `last month`…; weeks begin on Monday. */
function period(text: string, now: Date): number | null {
  const [, which, unit] = /^(this|last) (week|month|year)$/.exec(text) ?? [];
  if (unit === undefined) return null;
  const back = which === 'last' ? 1 : 0;
  if (unit === 'week') return dayOf(now, -((now.getDay() + 6) % 7) - 7 * back);
  if (unit === 'month') return new Date(now.getFullYear(), now.getMonth() - back, 1).getTime();
  return new Date(now.getFullYear() - back, 0, 1).getTime();
}

/** The last `monday` or `march` that has begun. */
function named(text: string, now: Date): number | null {
  if (text.length !== 3 && !fullNames.test(text)) return null;
  const weekday = weekdays.indexOf(text.slice(0, 3));
  if (weekday >= 0) return dayOf(now, -((now.getDay() - weekday + 7) % 7));
  const month = months.indexOf(text.slice(0, 3));
  if (month < 0) return null;
  const year = now.getFullYear() - (month > now.getMonth() ? 1 : 0);
  return new Date(year, month, 1).getTime();
}

const near: Readonly<Record<string, number>> = { today: 0, yesterday: -1 };

/** When the day, week, month or year begins that people mean, in milliseconds since 1970; null when it is no date. */
export function dateOf(typed: string, now: Date): number | null {
  const text = typed
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/(?<=^(?:this|last))-/, ' ');
  const days = near[text];
  if (days !== undefined) return dayOf(now, days);
  return calendarDate(text) ?? timeAgo(text, now) ?? period(text, now) ?? named(text, now);
}
