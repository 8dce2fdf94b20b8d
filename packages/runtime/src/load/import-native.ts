/** What a file exports. */
export type Namespace = Readonly<Record<string, unknown>>;

/**
 * A module that holds Node's own `import()`. Test runners put a loader of their own in the place of the syntax, but leave
 * data: URLs to Node: thus modules are loaded in the same way under a test runner as in a server.
 */
const NATIVE: string = 'data:text/javascript,export default (url) => import(url)';

/** Imports by URL, through Node's loader and the hooks that are registered with it. */
export async function importNative(url: string): Promise<Namespace> {
  const native = (await import(NATIVE)) as { default(url: string): Promise<Namespace> };
  return native.default(url);
}
