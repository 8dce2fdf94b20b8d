import type { ScalarTag } from 'yaml';

/** A plain scalar that PyYAML reads as a date: it becomes text in ISO 8601. */
export interface YamlTimestamp {
  /** Undefined if there is no such day or time. */
  readonly iso: string | undefined;
}

const INT = /^[-+]?(?:0b[0-1_]+|0[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+|[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;
const FLOAT =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const TIMESTAMP =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?(?:[ \t]*(Z|([-+])(\d\d?)(?::(\d\d))?))?)?$/;
/** Without a time, month and day have two digits. */
const DAY = /^\d{4}-\d\d-\d\d$/;

/**
 * What scalars are, as PyYAML's SafeLoader reads them for Synapse: YAML 1.1, where `no` is false, `0755` is 493, `22:30` is 1350
 * and `1e3` is text. https://yaml.org/type/
 */
export const YAML_1_1_TAGS: readonly ScalarTag[] = [
  // PyYAML knows this type, and refuses it.
  {
    ...scalar('value', /^=$/, (text) => text),
    resolve: (text, onError) => (onError('A lone = must stand in quotes'), text),
  },
  scalar('null', /^(?:~|null|Null|NULL)?$/, () => null),
  scalar('bool', /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/, (text) =>
    /^(?:yes|true|on)$/i.test(text),
  ),
  scalar('float', FLOAT, (text) => readFloat(text.replaceAll('_', '').toLowerCase())),
  scalar('int', INT, (text) => readInt(text.replaceAll('_', ''))),
  scalar('timestamp', { test: (text) => DAY.test(text) || (TIMESTAMP.test(text) && /:/.test(text)) }, readTimestamp),
  // What an explicit tag calls a float needs no dot.
  { tag: 'tag:yaml.org,2002:float', resolve: (text) => readFloat(text.replaceAll('_', '').toLowerCase()) },
];

function scalar(
  name: string,
  test: RegExp | { test(text: string): boolean },
  resolve: (text: string) => unknown,
): ScalarTag {
  return { default: true, tag: `tag:yaml.org,2002:${name}`, test: test as RegExp, resolve };
}

/** Minutes and seconds by the Babylonians: each part counts sixty of the next. */
function sexagesimal(text: string): number {
  return text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}

function readInt(text: string): number {
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = text.replace(/^[-+]/, '');
  if (digits.includes(':')) return sign * sexagesimal(digits);
  const isOctal = /^0\d/.test(digits);
  const value = sign * Number(isOctal ? `0o${digits.slice(1)}` : digits.replace(/^0[bx]$/, 'no digits'));
  return value === 0 ? 0 : value;
}

function readFloat(text: string): number {
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = text.replace(/^[-+]/, '');
  if (digits === '.inf') return sign * Infinity;
  if (digits === '.nan') return Number.NaN;
  return sign * (digits.includes(':') ? sexagesimal(digits) : Number(digits));
}

function readTimestamp(text: string): YamlTimestamp {
  const [, year, month, day, hour, minute, second, fraction, zone, sign, zoneHour, zoneMinute] =
    TIMESTAMP.exec(text) ?? [];
  const date = `${year}-${pad(month)}-${pad(day)}`;
  if (!isDay(Number(year), Number(month), Number(day))) return { iso: undefined };
  if (hour === undefined) return { iso: date };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return { iso: undefined };
  const micros = (fraction ?? '').slice(0, 6).padEnd(6, '0');
  // Without a zone it is UTC.
  const offset = zone === undefined || zone === 'Z' ? 'Z' : `${sign}${pad(zoneHour)}:${pad(zoneMinute ?? '0')}`;
  const parts = `${date}T${pad(hour)}:${minute}:${second}`;
  return { iso: `${parts}${Number(micros) === 0 ? '' : `.${micros}`}${/^[-+]00:00$/.test(offset) ? 'Z' : offset}` };
}

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function pad(digits: string | undefined): string {
  return String(digits).padStart(2, '0');
}
