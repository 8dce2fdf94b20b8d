import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { beforeAll, expect, test } from 'vitest';

import { CONTRACT } from './contract.ts';
import { MODULE_API_MEMBERS } from './members/module-api-members.ts';
import type { ParameterType } from './parameter-type.ts';

/** How Synapse annotates the parameters; which version first calls a callback is nowhere to be read. */
const annotations: Record<ParameterType, string> = {
  userId: 'str',
  optionalUserId: 'str | None',
  roomId: 'str',
  optionalRoomId: 'str | None',
  roomAlias: 'RoomAlias',
  visibility: 'str',
  string: 'str',
  optionalString: 'str | None',
  integer: 'int',
  boolean: 'bool',
  json: 'dict',
  optionalJson: 'dict | None',
  editableJson: 'dict',
  event: 'Event',
  stateMap: 'Mapping',
  requester: 'Requester',
  requestInfo: 'Collection',
  userProfile: 'UserProfile',
  profileInfo: 'ProfileInfo',
  presenceStates: 'Iterable',
  mediaFile: 'ReadableFileWrapper',
  fileInfo: 'FileInfo',
  mediaUploadLimit: 'MediaUploadLimit',
  request: 'Request',
  federationDelivery: 'FederationEventDeliveryEvent',
};

const callbacks = CONTRACT.flatMap((category) => category.callbacks);
const denials = callbacks.flatMap(({ denial }) => denial ?? []);

/** What `inspect_synapse.py` prints. */
interface Synapse {
  readonly categories: Record<string, Record<string, { readonly parameters: string[]; readonly required: boolean }>>;
  readonly members: Record<'methods' | 'properties' | 'managers', string[]>;
  /** Of each method, its parameters, and whether they may be left out. */
  readonly parameters: Record<string, Record<string, boolean>>;
  readonly unknown_texts: string[];
  readonly unknown_codes: string[];
}

let synapse: Synapse;

beforeAll(async () => {
  const venv = fileURLToPath(new URL('../../../scripts/synapse-venv.mjs', import.meta.url));
  const { stdout: python } = await promisify(execFile)(process.execPath, [venv]);
  const script = fileURLToPath(new URL('../test/inspect_synapse.py', import.meta.url));
  const inspection = promisify(execFile)(python.trim(), [script]);
  const wanted = { texts: denials.map(({ error }) => error), codes: denials.map(({ errcode }) => errcode) };
  inspection.child.stdin?.end(JSON.stringify(wanted));
  synapse = JSON.parse((await inspection).stdout);
});

test("`CONTRACT` has the callbacks that Synapse's ModuleApi accepts, with its parameters", () => {
  const accepted = Object.entries(synapse.categories).map(([category, rows]) => [
    category,
    Object.fromEntries(Object.entries(rows).map(([name, { parameters }]) => [name, parameters])),
  ]);
  const ours = CONTRACT.map(({ category, callbacks: rows }) => [
    category,
    Object.fromEntries(rows.map(({ name, parameters }) => [name, parameters.map(({ type }) => annotations[type])])),
  ]);
  expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(accepted));
});

test('`CONTRACT` requires the callbacks that ModuleApi insists on', () => {
  const insisted = Object.values(synapse.categories).flatMap((rows) =>
    Object.entries(rows).flatMap(([name, { required }]) =>
      required
        ? Object.keys(rows)
            .filter((other) => other !== name)
            .map((other) => [other, name])
        : [],
    ),
  );
  expect(insisted).toEqual([
    ['default_batch_size', 'on_update'],
    ['min_batch_size', 'on_update'],
  ]);
  for (const [name, required] of insisted) {
    expect(callbacks.find((callback) => callback.name === name)?.requires).toContain(required);
  }
});

test('`CONTRACT` denies in the words and with the errcodes of Synapse', () => {
  expect(synapse.unknown_texts).toEqual([]);
  expect(synapse.unknown_codes).toEqual([]);
});

const ofSynapse = MODULE_API_MEMBERS.filter(({ since }) => since !== undefined);

test.each(['methods', 'properties', 'managers'] as const)(
  "`MODULE_API_MEMBERS` has the %s of Synapse's ModuleApi, and no others",
  (kind) => {
    const ours = ofSynapse.filter(
      (member) =>
        kind === (member.name.includes('.') ? 'managers' : member.kind === 'method' ? 'methods' : 'properties'),
    );
    expect(ours.map(({ name }) => name).toSorted()).toEqual(synapse.members[kind].toSorted());
  },
);

test.each(ofSynapse.filter(({ way, kind }) => way === 'api' && kind === 'method'))(
  "`MODULE_API_MEMBERS` has the parameters of Synapse's $name; what it lacks may be left out",
  ({ name, parameters }) => {
    const theirs = synapse.parameters[name] ?? {};
    const ours = parameters.flatMap((parameter) =>
      typeof parameter.type === 'string'
        ? [[parameter.name, parameter.isOptional] as const]
        : Object.keys(parameter.type).map((option) => [option, true] as const),
    );
    expect(theirs).toMatchObject(Object.fromEntries(ours));
    const known = new Set(ours.map(([parameter]) => parameter));
    expect(Object.keys(theirs).filter((other) => !known.has(other) && theirs[other] === false)).toEqual([]);
  },
);
