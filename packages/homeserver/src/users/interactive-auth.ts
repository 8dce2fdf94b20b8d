import { Codes, SynapseError, type JsonObject, type JsonValue, type RequestInfo } from '@bouton/sdk';
import type { Clock } from '@bouton/runtime';
import { randomLetters } from '../lib/random-id.ts';

/** How long a session lasts, in milliseconds. */
const SESSION_LIFETIME = 48 * 60 * 60 * 1000;
/** How many sessions are remembered, and from how many places requests of each: anybody can make them. */
const MAX_SESSIONS = 10_000;
const MAX_REQUESTS = 100;

/** An operation that needs interactive authentication. */
export interface InteractiveOperation {
  /** Names the operation: a session is good for one only. */
  readonly name: string;
  /** The ways to authenticate: in each, the stages that must all be completed. */
  readonly flows: readonly (readonly string[])[];
  /** The body of the request without `auth`. */
  readonly params: Readonly<JsonObject>;
  /** The body's `auth`. */
  readonly auth: Readonly<JsonObject> | undefined;
  readonly request: RequestInfo;
  /** What the homeserver wants to find in the session's `data` when the operation is completed. */
  readonly remember?: Readonly<Record<string, string>>;
  /** Checks a stage; what it returns is the stage's result. If it throws a 401 or 403, the client may try again. */
  readonly check: (stage: string, auth: Readonly<JsonObject>, session: InteractiveSession) => Promise<JsonValue>;
}

/** What a client has shown so far. */
export interface InteractiveSession {
  readonly id: string;
  readonly operation: string;
  readonly createdAt: number;
  /** The body of the last request that had one, without `auth`. */
  params: Readonly<JsonObject>;
  /** The results of the stages that are completed. */
  readonly results: Record<string, JsonValue>;
  /** From where the requests came; each once. */
  readonly requests: RequestInfo[];
  /** What the homeserver keeps for itself. */
  readonly data: Record<string, string>;
}

/**
 * User-interactive authentication. Sessions are kept in memory.
 * https://spec.matrix.org/v1.16/client-server-api/#user-interactive-authentication-api
 */
export class InteractiveAuth {
  readonly #clock: Clock;
  /** Oldest first. */
  readonly #sessions = new Map<string, InteractiveSession>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Resolves when one of the flows is completed.
   *
   * @throws {SynapseError} 401 with what is still to be done; 400 for an unknown session.
   */
  async complete(operation: InteractiveOperation): Promise<InteractiveSession> {
    const { auth, flows, params, request } = operation;
    const session = this.#session(operation);
    if (Object.keys(params).length > 0) session.params = params;
    Object.assign(session.data, operation.remember);
    noteRequest(session, request);
    const stage = auth?.['type'];
    let failure: JsonObject | undefined;
    if (auth !== undefined && stage !== undefined) {
      if (typeof stage !== 'string' || !flows.flat().includes(stage)) {
        throw new SynapseError(400, `Unknown login type ${JSON.stringify(stage)}`, Codes.INVALID_PARAM);
      }
      try {
        session.results[stage] = await operation.check(stage, auth, session);
      } catch (error) {
        if (!SynapseError.is(error) || !isFailedAttempt(error)) throw error;
        failure = error.toJson();
      }
    }
    // Who repeats a request whose answer was lost cannot complete a stage twice, and need not.
    const completed = flows.some((stages) => stages.every((name) => session.results[name] !== undefined));
    if (!completed) throw unfinished(session, operation, failure);
    return session;
  }

  /** Forgets a session: it is good for nothing more. */
  end(session: InteractiveSession): void {
    this.#sessions.delete(session.id);
  }

  /** How many sessions are open of which that is true. */
  count(isMeant: (session: InteractiveSession) => boolean): number {
    return [...this.#sessions.values()].filter((session) => !this.#isExpired(session) && isMeant(session)).length;
  }

  #session({ name, auth, params }: InteractiveOperation): InteractiveSession {
    if (auth?.['session'] === undefined) return this.#open(name, params);
    const id = typeof auth['session'] === 'string' ? auth['session'] : '';
    const session = this.#sessions.get(id);
    if (session === undefined || this.#isExpired(session)) throw new SynapseError(400, `Unknown session ID: ${id}`);
    if (session.operation !== name) {
      throw new SynapseError(403, 'Requested operation has changed during the UI authentication session.');
    }
    return session;
  }

  #open(operation: string, params: Readonly<JsonObject>): InteractiveSession {
    for (const [id, session] of this.#sessions) {
      if (this.#sessions.size < MAX_SESSIONS && !this.#isExpired(session)) break;
      this.#sessions.delete(id);
    }
    const createdAt = this.#clock.now();
    const session = { id: randomLetters(24), operation, createdAt, params, results: {}, requests: [], data: {} };
    this.#sessions.set(session.id, session);
    return session;
  }

  #isExpired({ createdAt }: InteractiveSession): boolean {
    return this.#clock.now() - createdAt > SESSION_LIFETIME;
  }
}

function noteRequest({ requests }: InteractiveSession, request: RequestInfo): void {
  if (requests.length >= MAX_REQUESTS) return;
  if (requests.some(({ ip, userAgent }) => ip === request.ip && userAgent === request.userAgent)) return;
  requests.push(request);
}

function isFailedAttempt({ status, errcode }: SynapseError): boolean {
  return status === 401 || (status === 403 && errcode === Codes.FORBIDDEN);
}

/** What a client is told that has not completed a flow yet. */
function unfinished(session: InteractiveSession, { flows }: InteractiveOperation, error?: JsonObject): SynapseError {
  const completed = Object.keys(session.results);
  return new SynapseError(401, 'Interactive authentication is needed', Codes.FORBIDDEN, {
    session: session.id,
    flows: flows.map((stages) => ({ stages })),
    params: {},
    ...(error === undefined && completed.length === 0 ? {} : { completed }),
    // The body has an error only if an attempt has failed.
    errcode: error?.['errcode'],
    error: error?.['error'],
  });
}
