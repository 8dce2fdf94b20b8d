/** How a boolean answer counts in {@linkcode FirstDenial}: Synapse deprecates booleans, and their polarity differs. */
export type BooleanAnswers = 'trueAllows' | 'trueDenies' | 'refused';

/** Ask in order until one denies. An answer that is neither an allowance nor a denial denies. */
export interface FirstDenial {
  readonly rule: 'firstDenial';
  readonly booleans: BooleanAnswers;
  /** Whether `[code, additionalFields]` is a denial with fields; if not, it is garbage. */
  readonly tuples: boolean;
  /** Whether any other string denies with that string as its error text. */
  readonly messages?: true;
  /** Who is asked when everybody allowed. */
  readonly thenAsk?: ThenAsk;
}

/** A second callback of the same category, in the operation of the first: with its denial and its failure rule. */
export interface ThenAsk {
  readonly callback: string;
  /** Its arguments: the fields of the event that the first callback is asked with. */
  readonly arguments: readonly ('sender' | 'state_key' | 'room_id')[];
}

/** Combining rules that need no parameters. */
export interface PlainRule {
  readonly rule:
    /** The first truthy answer, else nothing. */
    | 'firstTruthy'
    /** False at the first falsy answer, else true. */
    | 'firstFalsy'
    /** The first answer that is neither undefined nor null. */
    | 'firstAnswer'
    /** The first registration behaviour other than `allow`; anything else than a behaviour fails. */
    | 'firstBehaviour'
    /** False at the first answer that is exactly false, else true. */
    | 'veto'
    /** Denied at the first `allowed` that is exactly false; replaced, and nobody else asked, at the first replacement. */
    | 'allowOrReplace'
    /** Everybody is asked in order until one throws. */
    | 'throwToVeto'
    /** Everybody is told, in order. */
    | 'notifyAll'
    /** The first valid login; answers of the wrong shape are logged and skipped. */
    | 'firstLogin'
    /** The first string; other answers are logged and skipped. */
    | 'firstString'
    /** Maps from user IDs to sets, united per user. */
    | 'mergeSetMaps'
    /** Sets of user IDs, united; `ALL` ends it. */
    | 'mergeSetsOrAll'
    /** Objects, merged in order: the last module wins a key. */
    | 'mergeFields'
    /** Only the first module that registers is ever asked; later ones are warned of. */
    | 'firstRegistered'
    /** A second registration refuses to start. */
    | 'onlyRegistered';
}

/**
 * How the answers of several modules become one. The letters of the algorithms' catalogue in the reference (A to P′) in
 * order: firstDenial (A, A′, B), firstTruthy (C), firstFalsy (D), firstAnswer (E), firstBehaviour (F), veto (G, G′),
 * allowOrReplace (H), throwToVeto (I), notifyAll (J, K), firstLogin (L), firstString (M), mergeSetMaps (N),
 * mergeSetsOrAll (N′), mergeFields (O), firstRegistered (P), onlyRegistered (P′).
 */
export type CombiningRule = FirstDenial | PlainRule;
