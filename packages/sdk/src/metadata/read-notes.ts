import { inheritedNotes, type DecoratedClass } from './note-store.ts';
import type {
  AuthCheckerNote,
  CachedNote,
  CallbackNote,
  HttpMethodNote,
  LoopingCallNote,
  OnStartNote,
  WebResourceNote,
} from './notes.ts';

// All of these read what the class and its base classes declare, base first. An override that is not decorated keeps the
// base's notes, as methods are called by name; one that is decorated with one of the decorators of a kind has only what stands
// on it.

const byMethod = ({ method }: { readonly method: string }): readonly string[] => [method];

/** The callbacks that a class declares. */
export function readCallbackNotes(target: DecoratedClass): readonly CallbackNote[] {
  return inheritedNotes('callbacks', target, byMethod);
}

/** The checkers of login types that a class declares. */
export function readAuthCheckerNotes(target: DecoratedClass): readonly AuthCheckerNote[] {
  return inheritedNotes('auth-checkers', target, byMethod);
}

/** The methods of a module that answer requests, with their paths. */
export function readWebResourceNotes(target: DecoratedClass): readonly WebResourceNote[] {
  return inheritedNotes('web-resources', target, byMethod);
}

/** The methods of a resource class, one for each HTTP method that it answers: a derived class may have another method for it. */
export function readHttpMethodNotes(target: DecoratedClass): readonly HttpMethodNote[] {
  return inheritedNotes('http-methods', target, ({ httpMethod, method }) => [`${httpMethod} requests`, method]);
}

/** The methods of a class whose answers are cached. */
export function readCachedNotes(target: DecoratedClass): readonly CachedNote[] {
  return inheritedNotes('cached', target, byMethod);
}

/** The methods of a class that are called again and again. */
export function readLoopingCallNotes(target: DecoratedClass): readonly LoopingCallNote[] {
  return inheritedNotes('looping-calls', target, byMethod);
}

/** The methods of a class that are called when the homeserver has started. */
export function readOnStartNotes(target: DecoratedClass): readonly OnStartNote[] {
  return inheritedNotes('on-start', target, byMethod);
}
