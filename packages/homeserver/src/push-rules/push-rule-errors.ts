/** A push rule is not one that clients may set. */
export class InvalidRuleError extends Error {
  override readonly name = 'InvalidRuleError';
}

/** There is no such push rule. */
export class RuleNotFoundError extends Error {
  override readonly name = 'RuleNotFoundError';
}
