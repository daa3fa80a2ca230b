import { crc32 } from 'node:zlib';

/** One entry of a vector file: a vector, or that an id is gone (`vector` null). */
export interface FileRecord {
  id: string;
  textHash: string;
  vector: Float32Array | null;
}

/** Little-endian: checksum of all that follows, bytes of the key, numbers of the vector. */
const HEADER_BYTES = 12;
/** A header that claims more is no header. */
const MOST_KEY_BYTES = 1 << 16;
const MOST_NUMBERS = 1 << 16;

/** Header, key (`id`, a line break, `textHash`, in UTF-8), float32 numbers. */
export function encodeRecord({ id, textHash, vector }: FileRecord): Buffer {
  const key = Buffer.from(`${id}\n${textHash}`, 'utf8');
  const numbers = vector ?? new Float32Array(0);
  const bytes = Buffer.alloc(HEADER_BYTES + key.length + numbers.length * 4);
  bytes.writeUInt32LE(key.length, 4);
  bytes.writeUInt32LE(numbers.length, 8);
  key.copy(bytes, HEADER_BYTES);
  const start = HEADER_BYTES + key.length;
  for (let index = 0; index < numbers.length; index += 1)
    bytes.writeFloatLE(numbers[index] ?? 0, start + index * 4);
  bytes.writeUInt32LE(crc32(bytes.subarray(4)), 0);
  return bytes;
}

/**
 * The records of a file, in order, up to the first that is not whole.
 *
 * @yields each with the place behind it
 */
export async function* readRecords(
  stream: AsyncIterable<Buffer>,
): AsyncGenerator<{ record: FileRecord; end: number }> {
  let rest: Buffer = Buffer.alloc(0);
  let end = 0;
  for await (const part of stream) {
    rest = rest.length === 0 ? part : Buffer.concat([rest, part]);
    for (;;) {
      const length = lengthAt(rest);
      if (length === null || rest.length < length) break;
      const record = decode(rest.subarray(0, length));
      if (!record) return;
      end += length;
      yield { record, end };
      rest = rest.subarray(length);
    }
  }
}

/** Null when there is no whole header. */
function lengthAt(bytes: Buffer): number | null {
  if (bytes.length < HEADER_BYTES) return null;
  const keyBytes = bytes.readUInt32LE(4);
  const numbers = bytes.readUInt32LE(8);
  // Garbage is handed on as something whose checksum fails.
  if (keyBytes > MOST_KEY_BYTES || numbers > MOST_NUMBERS) return HEADER_BYTES;
  return HEADER_BYTES + keyBytes + numbers * 4;
}

function decode(bytes: Buffer): FileRecord | null {
  if (crc32(bytes.subarray(4)) !== bytes.readUInt32LE(0)) return null;
  const keyBytes = bytes.readUInt32LE(4);
  const numbers = bytes.readUInt32LE(8);
  if (HEADER_BYTES + keyBytes + numbers * 4 !== bytes.length) return null;
  const key = bytes.toString('utf8', HEADER_BYTES, HEADER_BYTES + keyBytes);
  const split = key.lastIndexOf('\n');
  if (split < 0) return null;
  const vector = numbers === 0 ? null : new Float32Array(numbers);
  const start = HEADER_BYTES + keyBytes;
  if (vector)
    for (let index = 0; index < numbers; index += 1) vector[index] = bytes.readFloatLE(start + index * 4);
  return { id: key.slice(0, split), textHash: key.slice(split + 1), vector };
}
