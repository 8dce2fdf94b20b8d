import { Codes, SynapseError, type JsonValue } from '@bouton/sdk';
import type { EventDraft } from './event-draft.ts';
import { assertUserIdForm } from './identifiers.ts';
import { assertMentions, assertPowerLevelsContent } from './content-shapes.ts';
import { elementsOf, type ReadonlyJsonObject } from '../lib/json-guards.ts';
import { assertRelation } from './relation.ts';
import { serverAclAllows } from './server-acl.ts';

const MEMBERSHIPS: ReadonlySet<JsonValue | undefined> = new Set(['invite', 'join', 'knock', 'leave', 'ban']);
const MAX_ALIAS_LENGTH = 255;

/**
 * Checks that what a local user wants to send has the form that its type demands. What other servers may send is not held to
 * all of this. Sizes are checked by {@linkcode buildEvent}, permissions by {@linkcode authorize}.
 *
 * @param serverName The homeserver's own.
 * @throws SynapseError 400: `M_BAD_JSON`, `M_INVALID_PARAM` or `M_UNKNOWN`, as Synapse answers.
 */
export function validateDraft(draft: EventDraft, serverName: string): void {
  assertUserIdForm(draft.sender);
  VALIDATORS.get(draft.type)?.(draft, serverName);
  if (draft.content['m.mentions'] !== undefined) assertMentions(draft.content['m.mentions']);
  assertRelation(draft.content);
}

type Validator = (draft: EventDraft, serverName: string) => void;

const VALIDATORS: ReadonlyMap<string, Validator> = new Map<string, Validator>([
  ['m.room.message', ({ content }) => assertStrings(content, ['body', 'msgtype'])],
  ['m.room.topic', (draft) => assertTextState(draft, 'topic')],
  ['m.room.name', (draft) => assertTextState(draft, 'name')],
  ['m.room.member', validateMember],
  ['m.room.tombstone', validateTombstone],
  ['m.room.aliases', validateAliases],
  ['m.room.retention', validateRetention],
  ['m.room.server_acl', validateServerAcl],
  ['m.room.power_levels', ({ content }) => assertPowerLevelsContent(content)],
]);

function assertTextState(draft: EventDraft, key: string): void {
  assertStrings(draft.content, [key]);
  assertState(draft);
}

function validateMember(draft: EventDraft): void {
  const { membership } = draft.content;
  if (membership === undefined) throw invalid('Content has not membership key');
  if (!MEMBERSHIPS.has(membership)) throw invalid('Invalid membership key');
  assertState(draft);
  assertUserIdForm(draft.state_key);
}

function validateTombstone(draft: EventDraft): void {
  const replacement = draft.content['replacement_room'];
  if (replacement === undefined) throw invalid('Content has no replacement_room key');
  if (replacement === draft.room_id) throw invalid('Tombstone cannot reference the room it was sent in');
  assertState(draft);
}

function validateAliases({ content: { aliases } }: EventDraft): void {
  if (elementsOf(aliases).some((alias) => typeof alias === 'string' && alias.length > MAX_ALIAS_LENGTH)) {
    throw invalid(`Can't create aliases longer than ${MAX_ALIAS_LENGTH} characters`, Codes.INVALID_PARAM);
  }
}

function validateRetention({ state_key: stateKey, content }: EventDraft): void {
  if (stateKey === undefined) throw invalid('must be a state event');
  const min = lifetimeOf(content, 'min_lifetime');
  const max = lifetimeOf(content, 'max_lifetime');
  if (min !== undefined && max !== undefined && min > max) {
    throw invalid("'min_lifetime' can't be greater than 'max_lifetime", Codes.BAD_JSON);
  }
}

function lifetimeOf(content: ReadonlyJsonObject, key: string): number | undefined {
  const lifetime = content[key];
  if (lifetime === undefined || lifetime === null) return undefined;
  if (typeof lifetime === 'number') return lifetime;
  throw invalid(`'${key}' must be an integer`, Codes.BAD_JSON);
}

function validateServerAcl({ content }: EventDraft, serverName: string): void {
  if (serverAclAllows(content, serverName)) return;
  throw invalid("Can't create an ACL event that denies the local server");
}

function assertStrings(content: ReadonlyJsonObject, keys: readonly string[]): void {
  for (const key of keys) {
    if (content[key] === undefined) throw invalid(`'${key}' not in content`);
    if (typeof content[key] !== 'string') throw invalid(`'${key}' not a string type`);
  }
}

function assertState(draft: EventDraft): asserts draft is EventDraft & { readonly state_key: string } {
  if (draft.state_key === undefined) throw invalid(`'${draft.type}' must be state events`);
}

function invalid(message: string, errcode: Codes = Codes.UNKNOWN): SynapseError {
  return new SynapseError(400, message, errcode);
}
