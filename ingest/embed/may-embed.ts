import type { ModelPrice } from '../../domain/model-price.ts';
import type { BuildRequest } from '../../domain/ports/index-builder.ts';

/**
 * Whether a run may ask the embedding model: always where that costs nothing, else only when documents are given, or everything is made anew, and
 * it was not said to read offline. So the samples, which are read offline on purpose, and what is removed never cost anything, while `auto` without
 * a chat model does: whoever sets an embedding model that costs money wants vectors of what they give.
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
