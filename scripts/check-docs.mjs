// @ts-check
// Every symbol that a published package exports has a doc comment.
import { isTestFile, locate, readSources, report } from './sources.mjs';
import { root } from './workspace.mjs';

/** @typedef {import('./sources.mjs').Source} Source */

/**
 * Finds exported declarations without a doc comment of their own.
 *
 * @param {string} workspace the repository's root
 * @returns {string[]} one line per symbol, with its file and line
 */
export function checkDocs(workspace) {
  const sources = readSources(workspace, 'packages/*/src').filter((source) => !isTestFile(source.path));
  return sources.flatMap((source) =>
    exportedSymbols(source)
      .filter(({ offset }) => !hasDocComment(source, offset))
      .map(({ name, offset }) => `${locate(source, offset)}: '${name}' is exported and has no doc comment.`),
  );
}

/**
 * The declarations that a file exports: at the `export` itself, or above it when `export { name }` follows later.
 * Re-exports are documented where they come from.
 *
 * @param {Source} source
 */
function exportedSymbols({ program }) {
  /** @type {{ name: string, offset: number }[]} */
  const found = [];
  /** @type {Map<string, number>} where a name is declared first: of overloads, the first has the comment */
  const declared = new Map();
  for (const statement of program.body) {
    const declaration = 'declaration' in statement ? statement.declaration : statement;
    for (const name of declaration === null ? [] : namesOf(declaration)) {
      if (declared.has(name)) continue;
      declared.set(name, statement.start);
      if (statement.type === 'ExportNamedDeclaration') found.push({ name, offset: statement.start });
    }
    if (statement.type === 'ExportDefaultDeclaration') found.push({ name: 'default', offset: statement.start });
    if (statement.type !== 'ExportNamedDeclaration' || statement.source !== null) continue;
    for (const { local } of statement.specifiers) {
      const name = 'name' in local ? local.name : local.value;
      const offset = declared.get(name);
      if (offset !== undefined) found.push({ name, offset });
    }
  }
  return found;
}

/**
 * The names that a statement declares, without those that have the type, and so the comment, of an import: `typeof library.name`.
 *
 * @param {{ type: string, id?: unknown, declarations?: unknown }} statement
 * @returns {string[]}
 */
function namesOf(statement) {
  const nodes = Array.isArray(statement.declarations) ? statement.declarations : [statement];
  return nodes.flatMap(({ id }) => {
    if (id?.type !== 'Identifier') return [];
    const type = id.typeAnnotation?.typeAnnotation;
    return type?.type === 'TSTypeQuery' && type.exprName.type === 'TSQualifiedName' ? [] : [id.name];
  });
}

/**
 * Whether a doc comment stands directly before an offset, with nothing but white space and line comments between.
 *
 * @param {Source} source
 * @param {number} offset
 */
function hasDocComment({ text, comments }, offset) {
  return comments.some(
    ({ type, value, start, end }) =>
      type === 'Block' && value.startsWith('*') && start < offset && /^(\s|\/\/.*\n)*$/.test(text.slice(end, offset)),
  );
}

if (import.meta.main) report(checkDocs(root));
