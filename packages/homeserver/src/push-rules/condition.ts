import type { JsonValue, UserId } from '@bouton/sdk';
import { isJsonObject, type ReadonlyJsonObject } from '../lib/json-guards.ts';
import type { FlatEvent } from './flatten-event.ts';
import { globTest } from '../lib/glob.ts';

/** What the conditions of push rules look at. */
export interface PushedEvent {
  readonly flat: FlatEvent;
  /** The text at a path in lower case; undefined if there is no text. */
  lowerCase(path: string): string | undefined;
  /** Whether the event says whom it mentions, so that its text is not searched for mentions. */
  readonly hasMentions: boolean;
  /** How many have joined the room. */
  readonly memberCount: number;
  /** Whether the sender has the power level that it takes to notify in that way. */
  mayNotify(key: string): boolean;
}

/** For whom conditions are checked. */
export interface PushRecipient {
  readonly userId: UserId;
  /** Their name in the room, if they have one. */
  displayName(): string | undefined;
}

/** Whether a condition holds. */
export type Condition = (event: PushedEvent, recipient: PushRecipient) => boolean;

const NEVER: Condition = () => false;

const COMPARISONS: Readonly<Record<string, (count: number, wanted: number) => boolean>> = {
  '': (count, wanted) => count === wanted,
  '==': (count, wanted) => count === wanted,
  '<': (count, wanted) => count < wanted,
  '>': (count, wanted) => count > wanted,
  '<=': (count, wanted) => count <= wanted,
  '>=': (count, wanted) => count >= wanted,
};

/**
 * Makes a condition of what a push rule says. One that is unknown or malformed never holds.
 * https://spec.matrix.org/v1.16/client-server-api/#conditions-1
 */
export function conditionOf(condition: JsonValue): Condition {
  if (!isJsonObject(condition)) return NEVER;
  switch (condition['kind']) {
    case 'event_match':
      return eventMatch(condition);
    case 'event_property_is':
      return propertyIs(condition);
    case 'event_property_contains':
      return propertyContains(condition);
    case 'contains_display_name':
      return containsDisplayName;
    case 'room_member_count':
      return roomMemberCount(condition);
    case 'sender_notification_permission': {
      const { key } = condition;
      return typeof key === 'string' ? (event) => event.mayNotify(key) : NEVER;
    }
    default:
      return NEVER;
  }
}

function eventMatch({ key, pattern }: ReadonlyJsonObject): Condition {
  if (typeof key !== 'string' || typeof pattern !== 'string') return NEVER;
  const matches = globTest(pattern, key === 'content.body' ? 'words' : 'all');
  return (event) => {
    const text = event.lowerCase(key);
    return text !== undefined && matches(text);
  };
}

function propertyIs({ key, value }: ReadonlyJsonObject): Condition {
  if (typeof key !== 'string' || value === undefined || (typeof value === 'object' && value !== null)) return NEVER;
  return ({ flat }) => flat.get(key) === value;
}

function propertyContains({ key, value }: ReadonlyJsonObject): Condition {
  if (typeof key !== 'string' || value === undefined || (typeof value === 'object' && value !== null)) return NEVER;
  return ({ flat }) => {
    const list = flat.get(key);
    return Array.isArray(list) && list.includes(value);
  };
}

const containsDisplayName: Condition = (event, recipient) => {
  const body = event.lowerCase('content.body');
  if (body === undefined) return false;
  const displayName = recipient.displayName();
  return displayName !== undefined && displayName !== '' && globTest(displayName, 'words')(body);
};

function roomMemberCount({ is }: ReadonlyJsonObject): Condition {
  const [, operator = '', digits = ''] = (typeof is === 'string' ? /^([=<>]*)([0-9]+)$/.exec(is) : null) ?? [];
  const compare = digits === '' ? undefined : COMPARISONS[operator];
  return compare === undefined ? NEVER : ({ memberCount }) => compare(memberCount, Number(digits));
}
