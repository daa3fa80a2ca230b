/**
 * A vector as it came: numbers, or float32 in base64, little-endian (OpenAI, vLLM). Null when it is neither.
 */
export function decodeVector(embedding: unknown): Float32Array | null {
  if (typeof embedding === 'string') return fromBase64(embedding);
  if (!Array.isArray(embedding) || embedding.length === 0) return null;
  if (!embedding.every((number) => typeof number === 'number')) return null;
  return finite(Float32Array.from(embedding as number[]));
}

function fromBase64(text: string): Float32Array | null {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length === 0 || bytes.length % 4 !== 0) return null;
  const vector = new Float32Array(bytes.length / 4);
  for (let index = 0; index < vector.length; index += 1) vector[index] = bytes.readFloatLE(index * 4);
  return finite(vector);
}

/** What is too large for a float32 has become infinite. */
function finite(vector: Float32Array): Float32Array | null {
  return vector.every(Number.isFinite) ? vector : null;
}

/** The vector at length 1, in place; null when it has none (all zeros), for such a vector is near to everything. */
export function normalised(vector: Float32Array): Float32Array | null {
  const norm = Math.sqrt(vector.reduce((sum, number) => sum + number * number, 0));
  if (!(norm > 0)) return null;
  for (let index = 0; index < vector.length; index += 1) vector[index] = (vector[index] ?? 0) / norm;
  return vector;
}
