/** HIT, MISS and so on, in a colour that says whether work was saved. */
export function StatusBadge({ status }: { status: string }) {
  return <span className={`served-status served-${status.toLowerCase()}`}>{status}</span>;
}
