import { BoutonError, type AuthCheckerRegistration } from '@bouton/sdk';

/** A login type, and its checkers in the config's order. */
export interface LoginType {
  /** What a login of this type must bring. */
  readonly fields: readonly string[];
  readonly checkers: readonly { readonly module: string; readonly check: AuthCheckerRegistration['check'] }[];
}

/** The auth checkers of all modules, by login type. */
export class LoginTypes {
  readonly #loginTypes = new Map<string, LoginType>();

  get all(): ReadonlyMap<string, LoginType> {
    return this.#loginTypes;
  }

  /** Adds a module's checker. @throws {BoutonError} If the login type has other fields already. */
  add(module: string, { loginType, fields, check }: AuthCheckerRegistration): void {
    const checker = Object.freeze({ module, check });
    const known = this.#loginTypes.get(loginType);
    if (known !== undefined && new Set(known.fields).symmetricDifference(new Set(fields)).size > 0) {
      throw new BoutonError(
        'BOUTON_AUTH_CHECKER_CONFLICT',
        `Module ${module} checks ${loginType} with the fields ${list(fields)}, but module ` +
          `${known.checkers.map((other) => other.module).join(', ')} checks it with ${list(known.fields)}`,
      );
    }
    this.#loginTypes.set(
      loginType,
      Object.freeze({
        fields: known?.fields ?? Object.freeze([...fields]),
        checkers: Object.freeze([...(known?.checkers ?? []), checker]),
      }),
    );
  }
}

function list(fields: readonly string[]): string {
  return `[${fields.join(', ')}]`;
}
