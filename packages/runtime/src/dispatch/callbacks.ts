import type {
  CallbackName,
  CamelCase,
  CategoryKey,
  CategoryName,
  CombiningRule,
  OutcomeForm,
  RowsOf,
} from '@bouton/contract';
import type {
  EventReplacement,
  JsonObject,
  JsonValue,
  MediaUploadLimit,
  ModuleApi,
  PostLoginCallback,
  PRESENCE_ALL_USERS,
  RatelimitOverride,
  RegistrationBehaviour,
  SynapseError,
  UserId,
  UserPresenceState,
} from '@bouton/sdk';

/** Undefined: allowed. Else the error that the client gets; the host throws it, or draws its own from it. */
export type Denial = SynapseError | undefined;

/** What `check_event_allowed` amounts to. */
export interface EventPermission {
  readonly denial?: SynapseError;
  /** What a module puts in the event's place. */
  readonly replacement?: EventReplacement;
}

/** A login that a module accepted. */
export interface AcceptedLogin {
  readonly userId: UserId;
  readonly afterLogin?: PostLoginCallback;
}

/**
 * All callbacks of all modules, ready to be asked: `await callbacks.spamChecker.userMayInvite(inviter, invitee, roomId)`.
 *
 * Each function asks the modules in the config's order and combines their answers by the callback's rule. It rejects with
 * a `SynapseError`, which the host sends to the client, or with another error, which becomes 500 `M_UNKNOWN`.
 *
 * The functions are derived: which there are, and what they resolve to, from the rows of the contract; their parameters
 * from the signatures that the SDK gives to authors.
 */
export type Callbacks = CallbackFunctions & {
  /** Whether any module registered the callback, under Synapse's names. */
  has<Category extends CategoryName>(category: Category, callback: CallbackName<Category>): boolean;

  readonly passwordAuthProvider: {
    /** The login types that modules check, in the order of registration, with the fields that each needs. */
    readonly loginTypes: ReadonlyMap<string, readonly string[]>;
    /** Asks the auth checkers of the login type. */
    readonly checkAuth: (
      username: string,
      loginType: string,
      loginDict: Readonly<Record<string, JsonValue>>,
    ) => Promise<AcceptedLogin | undefined>;
  };
};

type CallbackFunctions = {
  readonly [Category in CategoryName as CategoryKey<Category>]: {
    readonly [Name in CommonNames<RowsOf<Category>> as CamelCase<Name>]: Ask<
      Signatures<Category>[CamelCase<Name> & keyof Signatures<Category>],
      RowsOf<Category>[Name]
    >;
  };
};

/** The names of a category's callbacks, less those that have a function per login type. */
type CommonNames<Rows> = {
  [Name in keyof Rows & string]: Rows[Name] extends { readonly perLoginType: true } ? never : Name;
}[keyof Rows & string];

/** The callbacks of a category as authors write them: what `ModuleApi` takes to register them. */
type Signatures<Category extends CategoryName> = Required<
  Parameters<ModuleApi[`register${Capitalize<CamelCase<Category>>}Callbacks`]>[0]
>;

/** Asks the modules: the parameters of the callback, and what their answers amount to. */
type Ask<Callback, Row> = Callback extends (...args: infer Args) => infer Answer
  ? Row extends { readonly outcome: { readonly form: 'generator' } }
    ? (...args: Args) => Answer | undefined
    : (...args: Args) => Promise<Outcome<NonNullable<Awaited<Answer>>, Row>>
  : never;

type Outcome<Answer, Row> = Row extends {
  readonly combine: { readonly rule: infer Rule extends CombiningRule['rule'] };
  readonly outcome: infer Shape extends { readonly form: OutcomeForm };
}
  ? Forms[Shape['form']] | (Shape extends { readonly undecided: boolean } ? never : Undecided[Rule])
  : Row extends { readonly combine: { readonly rule: infer Rule extends CombiningRule['rule'] } }
    ? Outcomes<Answer>[Rule]
    : never;

/** What an outcome of each form is. */
interface Forms {
  boolean: boolean;
  batchSize: number;
  /** Longest period first; empty: no limits. */
  uploadLimits: readonly MediaUploadLimit[];
  renewal: readonly [tokenValid: boolean, tokenStale: boolean, expirationTs: number];
  ratelimitOverride: RatelimitOverride;
  /** Milliseconds since the epoch. */
  timestamp: number;
  generator: never;
}

/** What the host gets by each rule if nobody decides; only one module's `onlyRegistered` callback is asked if there is one. */
type Undecided = { [Rule in CombiningRule['rule']]: Rule extends 'onlyRegistered' ? never : undefined };

/** What the host gets by each rule. */
interface Outcomes<Answer> {
  firstDenial: Denial;
  firstTruthy: Answer | undefined;
  firstFalsy: boolean;
  firstAnswer: Answer | undefined;
  firstBehaviour: RegistrationBehaviour;
  veto: Denial;
  allowOrReplace: EventPermission;
  throwToVeto: void;
  notifyAll: void;
  firstLogin: AcceptedLogin | undefined;
  firstString: string | undefined;
  mergeSetMaps: ReadonlyMap<UserId, readonly UserPresenceState[]>;
  mergeSetsOrAll: ReadonlySet<UserId> | typeof PRESENCE_ALL_USERS;
  mergeFields: JsonObject;
  firstRegistered: Answer | undefined;
  onlyRegistered: void;
}
