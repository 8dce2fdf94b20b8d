import { BoutonError } from '@bouton/sdk';
import { resolve as resolvePackage } from 'import-meta-resolve';
import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { didYouMean } from '../text/did-you-mean.ts';
import type { ModuleSpecifier } from './module-specifier.ts';

/**
 * Finds the file that a module's name leads to, seen from a folder: a path relative to it, or a package that Node would
 * find from there.
 *
 * @throws {BoutonError} `BOUTON_MODULE_NOT_FOUND`: there is no such file, or no such package.
 */
export function resolveModule({ target, isFile }: ModuleSpecifier, folder: string): string {
  return isFile ? findFile(resolve(folder, target)) : findPackage(target, folder);
}

function findFile(path: string): string {
  if (isFileAt(path)) return realpathSync(path);
  if (existsSync(path)) throw notFound(`${path} is not a file`);

  const folder = dirname(path);
  if (!existsSync(folder)) throw notFound(`there is no folder ${folder}`);
  const siblings = readdirSync(folder).filter((name) => /\.[cm]?[jt]s$/.test(name));
  throw notFound(`there is no file ${path}${didYouMean(basename(path), siblings)}`);
}

function findPackage(target: string, folder: string): string {
  const [, name, subpath = ''] = /^((?:@[\w.~-]+\/)?[\w.~-]+)(\/.*)?$/.exec(target) ?? [];
  if (name === undefined || isBuiltin(name)) {
    throw notFound(`${JSON.stringify(target)} is not the name of a package or a file`);
  }
  try {
    const path = fileURLToPath(resolvePackage(target, pathToFileURL(join(folder, 'noparent.js')).href));
    if (existsSync(path)) return path;
    throw notFound(`the package ${name} is installed, but not built: there is no file ${path}`);
  } catch (error) {
    switch ((error as NodeJS.ErrnoException).code) {
      case 'ERR_MODULE_NOT_FOUND':
        if (isFileAt(resolve(folder, target))) throw notFound(`the name of a file begins with ./ or /: "./${target}"`);
        throw notFound(
          `the package ${name} is not installed in ${folder} or above it; install it with "npm install ${name}"`,
        );
      case 'ERR_PACKAGE_PATH_NOT_EXPORTED':
        throw notFound(`the package ${name} does not export ${subpath === '' ? 'anything for import' : `.${subpath}`}`);
      default:
        throw BoutonError.is(error) ? error : notFound(String(error));
    }
  }
}

function isFileAt(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function notFound(message: string): BoutonError {
  return new BoutonError('BOUTON_MODULE_NOT_FOUND', message);
}
