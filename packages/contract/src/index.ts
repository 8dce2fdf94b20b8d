export type {
  CallbackContract,
  DenialContract,
  OutcomeContract,
  OutcomeForm,
  ParameterContract,
} from './callback-contract.ts';
export { CATEGORY_NAMES, categoryKey, type CategoryKey, type CategoryName } from './category-name.ts';
export type { BooleanAnswers, CombiningRule, FirstDenial, PlainRule, ThenAsk } from './combining-rule.ts';
export { contractAsJson, type ContractJson } from './contract-json.ts';
export { callbackContract, CALLBACKS, CONTRACT, type CallbackName, type RowsOf } from './contract.ts';
export { deepFreeze } from './deep-freeze.ts';
export type { CallbackRow, CategoryContract, CategoryRows } from './define-category.ts';
export { eventParameterOf } from './event-parameter.ts';
export type { ExceptionRule } from './exception-rule.ts';
export { defaultFailureRule, type FailureRule } from './failure-rule.ts';
export type { MemberOptions, MemberRow, MemberWay, Scope } from './members/member-row.ts';
export { MEMBER_TYPES, type MemberType } from './members/member-type.ts';
export {
  MODULE_API_MEMBERS,
  OPERATIONS,
  type MemberContract,
  type MemberName,
  type MemberParameter,
  type ModuleApiRows,
  type OperationName,
  type RuntimeMemberName,
  type SdkName,
  type SynapseMemberName,
} from './members/module-api-members.ts';
export { toCamelCase, toSnakeCase, type CamelCase } from './names.ts';
export type { Operation } from './operation.ts';
export { PARAMETER_TYPES, type ParameterType } from './parameter-type.ts';
