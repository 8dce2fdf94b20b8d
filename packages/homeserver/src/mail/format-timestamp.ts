import { TemplateFault } from './jinja/fault.ts';

/**
 * A moment in the local time zone, as Python's `strftime` writes it in English: `%d-%m-%Y`. What is not a directive stays as it is.
 *
 * @param timestamp Milliseconds since the epoch.
 * @throws {TemplateFault} If the format has one of the directives for weeks, zones and the locale's own forms, or a flag.
 */
export function formatTimestamp(timestamp: number, format: string): string {
  const date = new Date(timestamp);
  const two = (value: number): string => String(value).padStart(2, '0');
  const name = (options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat('en', options).format(date);
  const directives: Readonly<Record<string, () => string>> = {
    Y: () => String(date.getFullYear()).padStart(4, '0'),
    y: () => two(date.getFullYear() % 100),
    m: () => two(date.getMonth() + 1),
    d: () => two(date.getDate()),
    H: () => two(date.getHours()),
    I: () => two(date.getHours() % 12 || 12),
    M: () => two(date.getMinutes()),
    S: () => two(date.getSeconds()),
    p: () => (date.getHours() < 12 ? 'AM' : 'PM'),
    A: () => name({ weekday: 'long' }),
    a: () => name({ weekday: 'short' }),
    B: () => name({ month: 'long' }),
    b: () => name({ month: 'short' }),
    e: () => String(date.getDate()).padStart(2),
    j: () => String(dayOfYear(date)).padStart(3, '0'),
    u: () => String(date.getDay() || 7),
    w: () => String(date.getDay()),
    D: () => formatTimestamp(timestamp, '%m/%d/%y'),
    F: () => formatTimestamp(timestamp, '%Y-%m-%d'),
    R: () => formatTimestamp(timestamp, '%H:%M'),
    T: () => formatTimestamp(timestamp, '%H:%M:%S'),
    n: () => '\n',
    t: () => '\t',
    '%': () => '%',
  };
  return format.replaceAll(/%([\s\S])/g, (directive, letter: string) => {
    if (/[cCEGghklOPrsUVWxXzZ+\-_^#0-9]/.test(letter)) {
      throw new TemplateFault(`The directive ${directive} of format_ts is not supported`);
    }
    return directives[letter]?.() ?? directive;
  });
}

function dayOfYear(date: Date): number {
  const year = date.getFullYear();
  return (Date.UTC(year, date.getMonth(), date.getDate()) - Date.UTC(year, 0, 0)) / 86_400_000;
}
