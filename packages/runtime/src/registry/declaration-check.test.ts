import {
  AccountValidity,
  AuthChecker,
  Module,
  PresenceRouter,
  WebResource,
  type UserPresenceState,
  type UserId,
} from '@bouton/sdk';
import type { ModuleClass } from '@bouton/sdk/host';
import { expect, test } from 'vitest';
import { DeclarationCheck } from './declaration-check.ts';

@Module()
class OneTimePasswords {
  @AuthChecker('com.example.otp', ['otp'])
  check(): null {
    return null;
  }

  @AccountValidity
  onLegacyRenew(): readonly [boolean, boolean, number] {
    return [true, false, 0];
  }

  @WebResource('/_synapse/client/renew')
  renew(): object {
    return {};
  }
}

@Module()
class TwoFields {
  @AuthChecker('com.example.otp', ['otp'])
  first(): null {
    return null;
  }

  @AuthChecker('com.example.otp', ['otp', 'pin'])
  second(): null {
    return null;
  }
}

@Module()
class HalfRouter {
  @PresenceRouter
  getUsersForStates(_states: readonly UserPresenceState[]): Map<UserId, Set<UserPresenceState>> {
    return new Map();
  }
}

/** What the last of these modules is refused for. */
function faults(...modules: readonly ModuleClass[]): readonly string[] {
  const check = new DeclarationCheck();
  return (
    modules.map((module) => check.add(module.name, module).map(({ code, message }) => `${code} ${message}`)).at(-1) ??
    []
  );
}

test('DeclarationCheck has nothing against modules that agree', () => {
  expect(faults(OneTimePasswords)).toEqual([]);
});

test('DeclarationCheck finds everything that a module cannot have beside another one', () => {
  expect(faults(OneTimePasswords, OneTimePasswords)).toMatchInlineSnapshot(`
    [
      "BOUTON_REGISTERED_TWICE Modules OneTimePasswords and OneTimePasswords both register on_legacy_renew, which only one module may have",
    ]
  `);
  expect(faults(OneTimePasswords, TwoFields)).toMatchInlineSnapshot(`
    [
      "BOUTON_AUTH_CHECKER_CONFLICT Module TwoFields checks com.example.otp with the fields [otp, pin], but module OneTimePasswords, TwoFields checks it with [otp]",
    ]
  `);
});

test('DeclarationCheck finds what one module contradicts itself in', () => {
  expect(faults(TwoFields)).toMatchInlineSnapshot(`
    [
      "BOUTON_AUTH_CHECKER_CONFLICT Module TwoFields checks com.example.otp with the fields [otp, pin], but module TwoFields checks it with [otp]",
    ]
  `);
  expect(faults(HalfRouter)).toMatchInlineSnapshot(`
    [
      "BOUTON_CALLBACK_MISSING Module HalfRouter registers get_users_for_states without get_interested_users, which it needs beside it",
    ]
  `);
});
