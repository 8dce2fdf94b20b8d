import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { ensureSynapseVenv } from '../../../../scripts/synapse-venv.mjs';
import { YamlSource } from './yaml-source.ts';

/** What the Python half would send of each text; of those that it refuses nothing. */
const READ_WITH_PYYAML = `
import json, sys, yaml
sys.path.insert(0, sys.argv[1])
from synapse_bouton.plain_config import to_plain
def read(text):
    try:
        value, faults = to_plain(yaml.safe_load(text))
        return "refused" if faults else {"value": value}
    except (yaml.YAMLError, ValueError, KeyError, AttributeError):
        return "refused"
print(json.dumps([read(text) for text in json.load(sys.stdin)]))
`;
const PYTHON_HALF = new URL('../../../synapse/python/src', import.meta.url).pathname;

function readWithPyYaml(python: string, texts: readonly string[]): readonly unknown[] {
  const args = ['-c', READ_WITH_PYYAML, PYTHON_HALF];
  return JSON.parse(execFileSync(python, args, { input: JSON.stringify(texts), encoding: 'utf8' })) as unknown[];
}

function readHere(text: string): unknown {
  const source = new YamlSource('bouton.yaml', text, { repeatedKeys: true });
  if (source.faults.length > 0) return 'refused';
  const { value, faults } = source.read();
  return faults.length > 0 ? 'refused' : { value };
}

/** Scalars, apart by two blanks. */
const SCALARS = `
  ~  null  Null  NULL  nUll  y  n  Y  yes  Yes  YES  yEs  no  NO  on  On  off  true  TRUE  tRue  False
  0  -0  +0  00  07  0755  -0755  08  0o17  0o  0b101  0b2  0x1F  0X1F  0xfg  -0x10  12  +12  -12  1,000
  1_000  1__0  _1  0_7  0_  0b_  0x_  1_  22:30  1:00  1:60  01:30  0:30  -1:30  190:20:30  1:2:3:4  22:30.5  190:20:30.15  1:2_0  1:
  1.  1.0  .5  -.5  +.5  ._5  1_0.5  1.5_0  1e3  1.e+3  1.5e3  1.5e+3  1.5E-3  .5e+1  1e+3  9007199254740993.0  1.0e+400
  .inf  -.inf  +.Inf  .INF  .iNf  .nan  .NaN  .NAN  -.nan  inf  nan  Infinity  NaN  .  -  +  =  <<
  9007199254740991  9007199254740992  -9007199254740993  918756876419824312  0x20000000000000
  2024-05-01  2024-5-1  2024-05-01T12:00:00  2024-05-01 12:00:00  2024-05-01T12:00:00Z  2024-05-01t2:03:04.5
  2024-05-01T12:00:00.123456789Z  2024-5-1 1:02:03 +2  2024-05-01T12:00:00-03:30  2024-05-01T12:00:00+00:00
  2024-05-01T25:00:00Z  2024-05-01T12:61:00Z  2024-13-01  2024-02-30  2024-02-29  0000-01-01  2024-05-01T12:00Z  2024-05  24-05-01
  2024-05-01T12:00:00+0200  2024-05-01T12:00:00.Z  "yes"  '0755'  "22:30"  !!str 123  !!str yes  !!int "0x1F"  !!int "22:30"
  !!int abc  !!float 1  !!float "1e3"  !!bool "on"  !!bool maybe  !!null ""  !!timestamp "2024-05-01"  !!timestamp x
  !!binary aGVsbG8=  !!set {a, b}  !!omap [a: 1]  !!pairs [a: 1]  !local x  !!python/tuple [1]  !!python/name:os.system
  !!map {a: 1}  !!seq [1]  #x  a#b  a #b  http://a  [1, 0755, no]  {a: 1, b: on}  1.2.3  1-2  127.0.0.1  ::1  10M  5d
`
  .trim()
  .split(/\s{2,}/);

/** Documents, apart by an empty line. */
const DOCUMENTS = `on: 1

no: 1

~: 1

1: a

0755: a

1.5: a

22:30: a

2024-05-01: a

"on": 1

[a, b]: 1

{a: 1}: 1

? a
: b

918756876419824312: 1

true: 1
"true": 2

a: 1
a: 2

? |
  x
: 1

value:

value: |
  0755

value: >-
  yes

base: &b {x: 1, y: no}
own: {y: 0755, <<: *b}

base: &b {x: 1}
other: &o {x: 2, z: 3}
own: {<<: [*b, *o]}

base: &b {x: 1}
other: &o {x: 2, z: 3}
own:
  <<: *b
  <<: *o

base: &b {x: 1}
more: &m {<<: *b, y: 2}
own: {<<: *m, x: 3}

own: {<<: {x: 1}, y: 2}

own: {"<<": {x: 1}}

own: {<<: 1}

a: &a [1]
b: [*a, *a]

a: &a 0755
b: *a

key: &k name
*k : 1

%YAML 1.2
---
no: 0755

a: {b: [.nan, {c: .inf}, 1], since: 2024-05-01, big: 918756876419824312}
bin: !!binary aGk=

a: !!set {x, y}
b: !!omap [x: 1]
`
  .split('\n\n')
  .map((text) => `${text}\n`);

test('YAML is read as PyYAML reads it for Synapse', { timeout: 60_000 }, async () => {
  const python = await ensureSynapseVenv();
  const texts = [...SCALARS.map((scalar) => `value: ${scalar}\n`), ...DOCUMENTS];
  const theirs = readWithPyYaml(python, texts);
  const compared = texts.map((text, index) => ({ text, here: readHere(text), theirs: theirs[index] }));
  expect(compared.filter(({ here, theirs: there }) => JSON.stringify(here) !== JSON.stringify(there))).toEqual([]);
});
