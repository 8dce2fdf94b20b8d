// What hosts need of the SDK, and authors do not: what the decorators noted, and how texts and configs are read.
export { isConfigClass } from '../config/is-config-class.ts';
export { parseWithConfigClass, type ConfigClass } from '../config/parse-with-config-class.ts';
export { cacheLimits } from '../metadata/cache-limits.ts';
export { copyEventFilter } from '../metadata/copy-event-filter.ts';
export { checkWebResourcePath } from '../metadata/check-web-resource-path.ts';
export type { DecoratedClass } from '../metadata/note-store.ts';
export type {
  AuthCheckerNote,
  CachedNote,
  CallbackNote,
  HttpMethodNote,
  LoopingCallNote,
  ModuleClass,
  ModuleNote,
  OnStartNote,
  ResourceClass,
  WebResourceNote,
} from '../metadata/notes.ts';
export type { ConfigIssue, ParsedConfig } from '../metadata/parsed-config.ts';
export { isModuleClass, readModuleNote, readResourcePath } from '../metadata/read-class-notes.ts';
export {
  readAuthCheckerNotes,
  readCachedNotes,
  readCallbackNotes,
  readHttpMethodNotes,
  readLoopingCallNotes,
  readOnStartNotes,
  readWebResourceNotes,
} from '../metadata/read-notes.ts';
export { parseByteSize } from '../units/parse-byte-size.ts';
export { parseDuration } from '../units/parse-duration.ts';
export { RESERVED_PATHS } from '../types/web-resource-path.ts';
export { ERROR_TABLE } from '../errors/error-table.ts';
