import { GraphRagError } from '../../../domain/errors.ts';

/** Properties of a node or relationship as they lie in the graph: null and absent are one. */
export type Properties = Record<string, unknown>;

/** Text property; records never hold null where this is used. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Number property, 0 where there is none. */
export function number(value: unknown): number {
  return typeof value === 'number' ? value : Number(value ?? 0);
}

/** Number property that may be absent. */
export function optionalNumber(value: unknown): number | null {
  return value === null || value === undefined ? null : number(value);
}

/** Text property that may be absent. */
export function optionalText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** List of texts, empty where there is none. */
export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(text) : [];
}

/** List of numbers, empty where there is none. */
export function numbers(value: unknown): number[] {
  return Array.isArray(value) ? value.map(number) : [];
}

/** What `JSON.stringify` put into a text property; `fallback` where there is none. */
export function parsed<T>(value: unknown, fallback: T): T {
  return typeof value === 'string' ? (JSON.parse(value) as T) : fallback;
}

/** A number that a graph can hold. Engines turn NaN and infinities into null on their way back. */
export function finite(value: number, what: string): number {
  if (Number.isFinite(value)) return value === 0 ? 0 : value;
  throw new GraphRagError('internal', `${what} is ${value}; the index can only hold finite numbers`);
}
