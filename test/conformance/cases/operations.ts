import type { ConformanceCase } from '../conformance-case.ts';
import { roomOperationCases } from './operations/room-operations.ts';
import { userOperationCases } from './operations/user-operations.ts';

/** The cases about the order in which callbacks of all categories are asked. */
export const operationCases: readonly ConformanceCase[] = [...roomOperationCases, ...userOperationCases];
