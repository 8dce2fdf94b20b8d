import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, fsyncSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { BoutonError } from '@bouton/sdk';
import { SigningKey } from '../events/index.ts';
import { Database } from './database.ts';
import { applySchema } from './schema/index.ts';

/** Where the homeserver keeps everything. */
export interface DataDirectory extends Disposable {
  readonly database: Database;
  readonly signingKey: SigningKey;
  readonly mediaFolder: string;
}

/**
 * Opens a data directory, and locks it until it is disposed or the process ends. It is created if it is not there, with
 * a new signing key. `:memory:` keeps nothing.
 *
 * @throws {BoutonError} `BOUTON_DATA_DIRECTORY` if another process uses it, or another version wrote it.
 */
export function openDataDirectory(path: string): DataDirectory {
  if (path === ':memory:') return openMemory();
  mkdirSync(path, { recursive: true, mode: 0o700 });
  using opening = new DisposableStack();
  const database = unlessInUse(path, () => {
    opening.use(lockFolder(path));
    return opening.use(new Database(join(path, 'homeserver.db')));
  });
  applySchema(database);
  const signingKey = readSigningKey(join(path, 'signing.key'));
  const opened = opening.move();
  return { database, signingKey, mediaFolder: join(path, 'media'), [Symbol.dispose]: () => opened.dispose() };
}

function openMemory(): DataDirectory {
  const database = new Database(':memory:');
  applySchema(database);
  const mediaFolder = mkdtempSync(join(tmpdir(), 'bouton-media-'));
  return {
    database,
    signingKey: SigningKey.generate(),
    mediaFolder,
    [Symbol.dispose]: () => {
      database[Symbol.dispose]();
      rmSync(mediaFolder, { recursive: true, force: true });
    },
  };
}

/** Whoever holds the lock keeps it. The system lets go of it when the process ends, however it ends. */
function lockFolder(folder: string): Disposable {
  const lock = new DatabaseSync(join(folder, 'homeserver.lock'));
  lock.exec('BEGIN EXCLUSIVE');
  return { [Symbol.dispose]: () => lock.close() };
}

function unlessInUse<T>(folder: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof Error) || !/database is locked/.test(error.message)) throw error;
    const message = `Cannot use the data directory "${folder}": another process is using it`;
    throw new BoutonError('BOUTON_DATA_DIRECTORY', message, { cause: error });
  }
}

/** The key is stored as Synapse stores it: `ed25519 a_Xyz seed`. */
function readSigningKey(path: string): SigningKey {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return createSigningKey(path);
  }
  const [algorithm = '', name = '', seed = ''] = text.trim().split(' ');
  return SigningKey.fromStored({ keyId: `${algorithm}:${name}`, seed });
}

function createSigningKey(path: string): SigningKey {
  const key = SigningKey.generate();
  const { keyId, seed } = key.toStored();
  const file = openSync(path, 'wx', 0o600);
  try {
    writeFileSync(file, `${keyId.replace(':', ' ')} ${seed}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return key;
}
