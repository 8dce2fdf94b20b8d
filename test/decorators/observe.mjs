// @ts-check
// Prints, as a line of JSON for each file, what two copies of the SDK read of its class `Guard`: the one that the file itself
// imports, and another one, as a host may have it.
import * as own from '@bouton/sdk/host';

const other = new URL('other/copy.mjs', import.meta.url).href;

/** @type {Record<string, typeof own>} */
const copies = { own, other: await import(other) };

/**
 * All notes of a class, and how its config is parsed.
 *
 * @param {typeof own} sdk
 * @param {Record<string, any>} module
 */
async function observe(sdk, { Guard }) {
  const note = sdk.readModuleNote(Guard);
  if (note === undefined) return 'is not a module';
  /** @type {[string, (target: Function) => unknown][]} */
  const readers = Object.entries(/** @type {Record<string, any>} */ (sdk)).filter(([name]) =>
    /^read\w+Notes$/.test(name),
  );
  const configs = [
    undefined,
    { deny: ['@mallory:localhost'], every: '5m', size: '1M' },
    { deny: ['mallory'], evry: 1 },
  ];
  const parsed = configs.map((config) => note.parseConfig(config));
  const config = parsed[0]?.ok === true ? parsed[0].value : undefined;
  const guard = new Guard(config, {});
  return {
    note: { ...note, resources: note.resources.map(sdk.readResourcePath) },
    notes: [Guard, ...note.resources].map((target) => readers.map(([name, read]) => [name, read(target)])),
    parsed: parsed.map((result) =>
      result.ok ? result.value : result.issues.map(({ path, message }) => [path, message]),
    ),
    verdicts: [guard.userMayCreateRoom?.('@evilguy:example.com'), await guard.checkInvite?.('@alice:example.com')],
  };
}

for (const file of process.argv.slice(2)) {
  /** @type {Record<string, unknown>} */
  const seen = {};
  for (const [copy, sdk] of Object.entries(copies)) {
    try {
      seen[copy] = await observe(sdk, await import(file));
    } catch (error) {
      seen[copy] = String(error);
    }
  }
  console.log(JSON.stringify(seen));
}
