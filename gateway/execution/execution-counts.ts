/** How operations were executed since the process started. */
export interface ExecutionCounts {
  /** By their compiled plan. */
  compiled: number;
  /** By the library, on the way to a plan. */
  planned: number;
  /** By the library, because something of them is not compiled. */
  notCovered: number;
}
