import { withoutVendor } from './count-tokens.ts';

/** Of so few parameters, or fewer, models tell the same records again and again instead of ending a list: measured with one of 1.5 billion and one of 0.5. */
const SMALL = 1.9e9;

/** True for a model of so few parameters that its lists run in circles. */
export function isSmall(parameters: number): boolean {
  return parameters <= SMALL;
}

/** Parameters that the name of a model tells (`qwen3:0.6b`, `SmolLM2-360M-Instruct`); the most of several, null where it tells none. */
export function parametersIn(model: string): number | null {
  const told = [...withoutVendor(model).matchAll(/(?<![a-z0-9.])(\d+(?:\.\d+)?)(b|m)(?![a-z0-9])/g)];
  if (told.length === 0) return null;
  return Math.max(...told.map(([, count, unit]) => Number(count) * (unit === 'b' ? 1e9 : 1e6)));
}
