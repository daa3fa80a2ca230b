import type { Community } from '../../domain/community.ts';

/** A community as a link to it is shown. */
export function presentCommunityName({ id, level, title }: Community): {
  id: string;
  level: number;
  title: string;
} {
  return { id, level, title };
}
