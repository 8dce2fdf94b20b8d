import type { CallbackContract } from '@bouton/contract';
import { SynapseError, type Logger } from '@bouton/sdk';
import { denialContract, denialError } from './denial-error.ts';

/**
 * Applies a callback's exception rule to what a module threw: returns where the module counts as not asked, throws what
 * the operation fails with elsewhere. Everything but a `SynapseError` that goes to the client is logged.
 */
export function applyExceptionRule(row: CallbackContract, module: string, error: unknown, log: Logger): void {
  const { category, name, onException } = row;
  if (SynapseError.is(error) && onException !== 'log' && onException !== 'internalServerError') throw error;

  log.error(`Module ${module} failed in ${name}; ${CONSEQUENCES[onException]}`, {
    module,
    category,
    callback: name,
    rule: row.combine.rule,
    error,
  });
  switch (onException) {
    case 'log':
      return;
    case 'propagate':
      throw error;
    case 'moduleFailed':
      throw new SynapseError(500, 'Internal server error');
    case 'forbid':
      throw denialError(denialContract(row));
    case 'internalServerError':
      throw new SynapseError(500, 'Internal Server Error');
  }
}

const CONSEQUENCES = {
  log: 'it counts as not asked',
  propagate: 'the operation fails',
  moduleFailed: 'the operation fails',
  forbid: 'the operation is refused',
  internalServerError: 'the operation fails',
} as const;
