import type { CamelCase, MANAGER_METHODS, MODULE_API_METHODS, MODULE_API_PROPERTIES } from '@bouton/contract';
import { expectTypeOf, test } from 'vitest';
import type { ModuleApi } from './module-api.ts';

/** `accountDataManager.getGlobal`, if ModuleApi has it. */
type ManagerMethods = {
  [
    Manager in 'httpClient' | 'publicRoomListManager' | 'accountDataManager'
  ]: `${Manager}.${keyof ModuleApi[Manager] & string}`;
}['httpClient' | 'publicRoomListManager' | 'accountDataManager'];

type InCamelCase<Name extends string> = Name extends `${infer Manager}.${infer Method}`
  ? `${CamelCase<Manager>}.${CamelCase<Method>}`
  : CamelCase<Name>;

test("`ModuleApi` has every member of Synapse's, under its name in camelCase", () => {
  type Members = keyof typeof MODULE_API_METHODS | keyof typeof MODULE_API_PROPERTIES;
  expectTypeOf<Exclude<InCamelCase<Members>, keyof ModuleApi>>().toEqualTypeOf<never>();
});

test("`ModuleApi` has every method of the objects behind Synapse's properties, and no others", () => {
  expectTypeOf<InCamelCase<keyof typeof MANAGER_METHODS>>().toEqualTypeOf<ManagerMethods>();
});
