import { MODULE_API_MEMBERS } from '@bouton/contract';

/** The members of `ModuleApi` that are handed on to the host, and whether they are called or read. */
export const HOST_MEMBERS: ReadonlyMap<string, 'method' | 'property'> = new Map(
  MODULE_API_MEMBERS.filter(({ sdkName, way }) => way !== 'runtime' && !sdkName.includes('.')).map(
    ({ sdkName, kind }) => [sdkName, kind],
  ),
);
