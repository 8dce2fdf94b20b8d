import { CALLBACKS, type CategoryName } from '@bouton/contract';
import { BoutonError } from '../errors/bouton-error.ts';
import { nearest } from './nearest.ts';

/**
 * Says that a category has no callback of a name: in which category there is one, or what was probably meant.
 *
 * @param decorator - As it was written: `@SpamChecker("user_may_invit")`.
 * @param spell - How the author writes Synapse's names.
 */
export function unknownCallback(
  decorator: string,
  callback: string,
  category: CategoryName,
  spell: (synapseName: string) => string,
): BoutonError {
  const rows = CALLBACKS.filter((row) => !row.perLoginType).map((row) => ({
    ...row,
    name: spell(row.name),
  }));
  const names = rows.filter((row) => row.category === category).map(({ name }) => name);
  const elsewhere = rows.find(({ name }) => name === callback)?.category;
  const near = nearest(callback, names);
  const advice =
    elsewhere !== undefined
      ? `it is a ${inWords(elsewhere)} callback. `
      : near !== undefined
        ? `did you mean ${JSON.stringify(near)}? `
        : '';
  return new BoutonError(
    'BOUTON_UNKNOWN_CALLBACK',
    `${decorator}: Synapse has no ${inWords(category)} callback ${JSON.stringify(callback)}; ` +
      `${advice}${advice === '' ? 'there' : 'There'} are ${names.join(', ')}`,
  );
}

function inWords(category: CategoryName): string {
  return category.replaceAll('_', ' ');
}
