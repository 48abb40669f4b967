/** The same direction, of length 1; a vector of zeros has none and stays. */
export function directionOf(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector));
  if (length === 0) return vector;
  const direction = new Float32Array(vector.length);
  for (let at = 0; at < vector.length; at += 1) direction[at] = (vector[at] ?? 0) / length;
  return direction;
}

/** The cosine of the angle between two directions, as `directionOf` gives them. */
export function cosine(a: Float32Array, b: Float32Array): number {
  return dot(a, b);
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}
