import { z } from 'zod';
import { ExtractionRecord } from '../../domain/extraction-record.ts';
import type { FactCheck } from '../../domain/fact-check.ts';
import type {
  Memory,
  ModelMemory,
  QuotedFinding,
  QuotedReport,
  RememberedReading,
} from '../../domain/ports/model-memory.ts';
import { fieldsOf } from '../../domain/record-fields.ts';
import type { DiskMemory } from './disk-memory.ts';

/** Bump when what was accepted of old would be accepted no more. */
const FORMAT = 1;
/** Files that are open at once. */
const AT_ONCE = 32;

const count = z.number().int().min(0);
const Reading = fieldsOf<RememberedReading>()({
  extraction: ExtractionRecord,
  facts: fieldsOf<FactCheck>()({ cited: count, found: count, unverified: count, dropped: count }),
  isSettled: z.boolean(),
});
const Report = fieldsOf<QuotedReport>()({
  title: z.string(),
  summary: z.string(),
  findings: z.array(fieldsOf<QuotedFinding>()({ text: z.string(), quotes: z.array(z.string()).min(1) })),
  dropped: count,
});

/**
 * What was accepted of a model, on disk.
 *
 * @param server of the model: two servers may mean different things by one name
 */
export function createModelMemory(disk: DiskMemory, server: string): ModelMemory {
  const memoryOf = <Kept>(kind: string, schema: z.ZodType<Kept>): Memory<Kept> => {
    const placeOf = (key: string): string => `${kind}/${FORMAT}:${server}|${key}`;
    return {
      async find(keys) {
        const found = new Map<string, Kept>();
        await someAtOnce([...new Set(keys)], async (key) => {
          const { success, data } = schema.safeParse(await disk.read(placeOf(key)));
          if (success) found.set(key, data);
        });
        return found;
      },
      keep: (kept) => someAtOnce([...kept], ([key, value]) => disk.write(placeOf(key), value)),
    };
  };
  return { readings: memoryOf('reading', Reading), reports: memoryOf('report', Report) };
}

async function someAtOnce<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  for (let at = 0; at < items.length; at += AT_ONCE)
    await Promise.all(items.slice(at, at + AT_ONCE).map(work));
}
