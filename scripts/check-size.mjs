// @ts-check
// Holds what a module costs before it does anything: the SDK's root entry stays small, and starts no validator.
import { join } from 'node:path';

import { rolldown } from 'rolldown';

import { report } from './sources.mjs';
import { root } from './workspace.mjs';

/** What `import { Module } from '@bouton/sdk'` may become in a bundle, in bytes, before it is minified. */
const LIMIT = 40_000;

/** Packages that only configurations need, which have an entry of their own. */
const UNWANTED = /\/node_modules\/(class-validator|class-transformer|validator|libphonenumber-js|reflect-metadata)\//;

/**
 * Bundles a file with all that it imports.
 *
 * @param {string} code of the file
 * @param {string} folder that it is seen in
 * @returns {Promise<{ bytes: number, files: string[] }>} the size, and the files that are loaded with it, in the order of imports
 */
export async function bundle(code, folder) {
  /** @type {Map<string, readonly string[]>} */
  const imports = new Map();
  const input = `${folder}/bundled-for-its-size.js`;
  await using build = await rolldown({
    input,
    platform: 'node',
    plugins: [
      {
        name: 'input',
        resolveId: (id) => (id === input ? id : null),
        load: (id) => (id === input ? code : null),
        moduleParsed: ({ id, importedIds }) => void imports.set(id, importedIds),
      },
    ],
  });
  const { output } = await build.generate({ format: 'esm', codeSplitting: false });
  const files = new Set([input]);
  for (const file of files) for (const imported of imports.get(file) ?? []) files.add(imported);
  return { bytes: Buffer.byteLength(output[0].code), files: [...files].slice(1) };
}

/**
 * Says what is too much in `@bouton/sdk`.
 *
 * @param {string} folder from where the SDK is found
 * @param {number} [limit] in bytes
 * @returns {Promise<string[]>} the faults
 */
export async function checkSize(folder, limit = LIMIT) {
  const { bytes, files } = await bundle("export { Module } from '@bouton/sdk';", folder);
  const unwanted = new Set(files.flatMap((file) => UNWANTED.exec(file)?.[1] ?? []));
  return [
    ...[...unwanted].map((name) => `@bouton/sdk imports ${name}, which belongs to @bouton/sdk/config.`),
    ...(bytes > limit ? [`{ Module } of @bouton/sdk is ${bytes} bytes in a bundle, and may be ${limit}.`] : []),
  ];
}

if (import.meta.main) report(await checkSize(join(root, 'test')));
