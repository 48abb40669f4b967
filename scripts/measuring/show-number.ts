/** Three digits that matter, and thousands set apart. */
export function showNumber(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return 'never';
  if (Number.isInteger(value) || Math.abs(value) >= 1000)
    return Math.round(value).toLocaleString('en');
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 3;
  return value.toFixed(digits);
}
