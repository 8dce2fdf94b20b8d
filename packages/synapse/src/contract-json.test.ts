import { contractAsJson } from '@bouton/contract';
import { expect, test } from 'vitest';

test('`contract.json` of the Python half is what the contract says; `vitest -u` writes it anew', async () => {
  const json = `${JSON.stringify(contractAsJson(), null, 2)}\n`;
  await expect(json).toMatchFileSnapshot('../python/src/synapse_bouton/contract.json');
});
