import { Codes, SynapseError, type JsonObject, type RequestInfo, type Requester } from '@bouton/sdk';
import type { InteractiveAuth, InteractiveSession } from './interactive-auth.ts';
import type { Login } from './login.ts';

/** A request of a logged-in user for something that a stolen token alone must not do. */
export interface SensitiveRequest {
  readonly requester: Requester;
  /** Names what is asked for. */
  readonly operation: string;
  readonly body: Readonly<JsonObject>;
  readonly request: RequestInfo;
  /** What the homeserver wants to find in the session's `data`. */
  readonly remember?: Readonly<Record<string, string>>;
}

/** Makes users show again who they are. */
export class Reauthentication {
  readonly #login: Login;
  readonly #interactiveAuth: InteractiveAuth;

  constructor(login: Login, interactiveAuth: InteractiveAuth) {
    this.#login = login;
    this.#interactiveAuth = interactiveAuth;
  }

  /**
   * Resolves with the body of the request, without `auth`, when the user has shown who they are.
   *
   * @throws {SynapseError} 401 until then; 403 if it is somebody else.
   */
  async require(sensitive: SensitiveRequest): Promise<Readonly<JsonObject>> {
    return (await this.authenticate(sensitive)).params;
  }

  /** As {@linkcode Reauthentication.require}; resolves with the whole session. */
  async authenticate(sensitive: SensitiveRequest): Promise<InteractiveSession> {
    const { requester, operation, body, request, remember = {} } = sensitive;
    const { auth, ...params } = body;
    const session = await this.#interactiveAuth.complete({
      name: `${operation} ${requester.user}`,
      flows: this.#login.reauthenticationTypes(requester.user).map((type) => [type]),
      params,
      auth: auth as JsonObject | undefined,
      request,
      remember,
      check: async (_type, submission) => (await this.#login.validate(submission)).userId,
    });
    this.#interactiveAuth.end(session);
    if (Object.values(session.results).some((userId) => userId !== requester.user)) {
      throw new SynapseError(403, 'Invalid auth', Codes.FORBIDDEN);
    }
    return session;
  }
}
