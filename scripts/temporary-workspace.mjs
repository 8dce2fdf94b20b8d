// @ts-check
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { onTestFinished } from 'vitest';

/**
 * Writes a workspace for the length of one test.
 *
 * @param {Record<string, string | object>} files by path; an object is written as JSON
 * @returns {string} its root
 */
export function temporaryWorkspace(files) {
  const root = mkdtempSync(join(tmpdir(), 'bouton-workspace-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return root;
}
