/**
 * A moment in the local time zone, as `strftime` writes it: `%d-%m-%Y`. Of the directives there are those for numbers, and for
 * the names of weekdays and months in English; others stay as they are.
 *
 * @param timestamp Milliseconds since the epoch.
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
    '%': () => '%',
  };
  return format.replaceAll(/%(.)/g, (directive, letter: string) => directives[letter]?.() ?? directive);
}
