export { parseWithConfigClass, type ConfigClass } from '../config/parse-with-config-class.ts';
export { checkWebResourcePath } from './check-web-resource-path.ts';
export type { DecoratedClass } from './note-store.ts';
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
} from './notes.ts';
export type { ConfigIssue, ParsedConfig } from './parsed-config.ts';
export { isModuleClass, readModuleNote, readResourcePath } from './read-class-notes.ts';
export {
  readAuthCheckerNotes,
  readCachedNotes,
  readCallbackNotes,
  readHttpMethodNotes,
  readLoopingCallNotes,
  readOnStartNotes,
  readWebResourceNotes,
} from './read-notes.ts';
export { parseByteSize } from '../units/parse-byte-size.ts';
export { parseDuration } from '../units/parse-duration.ts';
