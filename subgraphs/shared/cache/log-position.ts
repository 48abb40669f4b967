/** A place in a service's invalidation log. The nonce tells it from the same place in a log that was lost and begun anew. */
export interface LogPosition {
  readonly id: string;
  readonly nonce: string;
}
