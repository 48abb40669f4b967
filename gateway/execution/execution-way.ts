/**
 * How an operation was executed: by its compiled plan (`compiled`); by the library on the way to a plan (`planned`), or because
 * something of it is not compiled (`notCovered`).
 */
export type ExecutionWay = 'compiled' | 'planned' | 'notCovered';
