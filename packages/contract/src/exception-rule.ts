/**
 * What an exception in a module does to the operation.
 *
 * - `propagate`: the operation fails; a `SynapseError` reaches the client as it is, anything else as 500 `M_UNKNOWN`.
 * - `log`: logged, and the module counts as not asked: the next one is asked.
 * - `moduleFailed`: a `SynapseError` reaches the client as it is, anything else becomes 500 `M_UNKNOWN`; nobody else is asked.
 * - `forbid`: a `SynapseError` reaches the client as it is, anything else becomes the callback's denial.
 * - `internalServerError`: everything, a `SynapseError` too, becomes 500 `M_UNKNOWN` "Internal Server Error".
 */
export type ExceptionRule = 'propagate' | 'log' | 'moduleFailed' | 'forbid' | 'internalServerError';
