import type { ModelPrice } from '../../domain/model-price.ts';
import type { BuildRequest } from '../../domain/ports/index-builder.ts';

/**
 * Whether a run may ask the embedding model: always where that costs nothing, else only when documents are given to be read with a model, or
 * everything is made anew. What is read offline, and what is removed, never costs anything.
 *
 * @param price null when it is not known
 */
export function mayEmbed(
  { add, rebuild, extractor }: Pick<BuildRequest, 'add' | 'rebuild' | 'extractor'>,
  price: ModelPrice | null,
): boolean {
  if (price?.input === 0) return true;
  return extractor !== 'offline' && (add.length > 0 || rebuild);
}
