import { failure, type Failure } from '../../shared/task/failure.ts';

/** A service writes nowhere but into its store: where that is on its machine is nobody's business, and nobody can change it. */
export function outwardFailure(why: Failure): Failure {
  return why.code === 'output-unwritable' ? failure('store-unavailable') : why;
}
