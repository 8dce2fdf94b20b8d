import type { JsonObject, JsonValue } from '@bouton/sdk';
import type { BackgroundUpdate } from '../background-updates/background-update.ts';
import { canonicalJson, type SigningKey } from '../events/index.ts';
import { referenceJson } from '../events/hashes.ts';
import { verifySignature } from '../events/verify-signature.ts';
import type { RoomStore, StoredEvent } from './room-store.ts';

/** What {@linkcode eventResigning} needs. */
export interface ResigningParts {
  readonly rooms: RoomStore;
  readonly key: SigningKey;
  readonly serverName: string;
}

/** An event with its new signature. */
interface Resigned {
  readonly stream: number;
  readonly json: string;
}

interface OldKey {
  readonly keyId: string;
  readonly publicKey: string;
}

/**
 * Signs events anew that are not signed with the homeserver's current key: `event_resign`. Its progress may begin with
 * `old_key`, whose signature they then bear ("ed25519:name base64"), and with `before_ts`, in milliseconds since the epoch.
 */
export function eventResigning({ rooms, key, serverName }: ResigningParts): BackgroundUpdate {
  const resign = (stored: StoredEvent, oldKey: OldKey | undefined): Resigned[] => {
    const { pdu, event, stream } = stored;
    const version = rooms.version(event.room_id);
    const own = pdu.signatures[serverName] ?? {};
    if (version === undefined || own[key.keyId] !== undefined) return [];
    // What a redaction took from an event is not signed, but still there.
    const whole = JSON.parse(rooms.json(stream)) as JsonObject;
    const reference = referenceJson(whole, version);
    if (oldKey !== undefined && !isSignedBy(reference, own[oldKey.keyId], oldKey)) return [];
    const signatures = { ...pdu.signatures, [serverName]: { [key.keyId]: key.sign(reference) } };
    return [{ stream, json: canonicalJson({ ...whole, signatures }) }];
  };

  return {
    isOneShot: false,
    next: async (progress, batchSize) => {
      const { last_stream_pos: last = 0, old_key: oldKey = null, before_ts: beforeTs = null } = progress;
      const parsedKey = oldKey === null ? undefined : parseKey(oldKey);
      const before = beforeTs === null ? Infinity : Number(beforeTs);
      const events = rooms.sentBefore(before, Number(last), Math.floor(batchSize));
      const resigned = events.flatMap((stored) => resign(stored, parsedKey));
      const end = events.at(-1)?.stream;
      return {
        items: events.length,
        write: () => {
          for (const { stream, json } of resigned) rooms.replaceJson(stream, json);
        },
        progress: end === undefined ? undefined : { ...progress, last_stream_pos: end },
      };
    },
  };
}

function isSignedBy(reference: string, signature: string | undefined, { publicKey }: OldKey): boolean {
  return signature !== undefined && verifySignature(JSON.parse(reference) as JsonObject, signature, publicKey);
}

function parseKey(text: JsonValue): OldKey {
  const [keyId = '', publicKey = ''] = typeof text === 'string' ? text.split(' ') : [];
  if (/^ed25519:\w+$/.test(keyId) && publicKey !== '') return { keyId, publicKey };
  throw new Error(`The key ${JSON.stringify(text)} is not of the form "ed25519:name base64"`);
}
