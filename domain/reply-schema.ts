/** A JSON Schema object as strict servers want it: closed, every property required. */
export function closed(properties: Record<string, unknown>): Record<string, unknown> {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

/** A JSON Schema array. */
export function listOf(items: Record<string, unknown>): Record<string, unknown> {
  return { type: 'array', items };
}
