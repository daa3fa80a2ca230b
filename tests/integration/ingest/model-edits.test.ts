import { describe, expect, it } from 'vitest';
import type { GraphIndex } from '../../../domain/graph-index.ts';
import type { IngestReport } from '../../../domain/job.ts';
import type { BuildRequest, SourceFile } from '../../../domain/ports/index-builder.ts';
import { sourceFile } from '../../support/generated-corpus.ts';
import { createMemoryVectors } from '../../support/memory-vectors.ts';
import { asksForReports, openModelIngest } from '../../support/model-ingest.ts';
import { TANGLED_NAMES, tangledNotes } from '../../support/tangled-notes.ts';
import { rewrittenForNothing } from '../../support/truly-changed.ts';

const TIMEOUT_MS = 240_000;

/** What one change of an index took, from the log of the server. */
interface Taken {
  report: IngestReport;
  extraction: { calls: number; tokens: number };
  reports: { calls: number; tokens: number; asked: number };
  /** Communities whose reports were written anew although nothing in them had changed. */
  forNothing: string[];
}

/** An index of these documents, read, reported on and embedded by a model; and changes of it, each with what it took. */
async function indexOf(notes: SourceFile[]) {
  const vectors = createMemoryVectors();
  const { server, store, build } = await openModelIngest();
  const change = async (request: Partial<BuildRequest>): Promise<Taken> => {
    const before = await store.loadIndex();
    const start = server.calls.length;
    const report = await build(request, { vectors });
    const asked = server.calls.slice(start).filter(({ kind }) => kind === 'chat');
    const forReports = asked.filter(asksForReports);
    const sum = (calls: typeof asked) => calls.reduce((total, { inputTokens }) => total + inputTokens, 0);
    const readings = asked.filter((call) => !asksForReports(call));
    return {
      report,
      extraction: { calls: readings.length, tokens: sum(readings) },
      reports: {
        calls: forReports.length,
        tokens: sum(forReports),
        asked: forReports.flatMap(({ prompt }) => prompt.match(/^## \d+$/gm) ?? []).length,
      },
      forNothing: rewrittenForNothing(before, await store.loadIndex()),
    };
  };
  await change({ add: notes });
  return { store, change };
}

/** The note with one of its sentences as the edit has it. */
function withEdit({ source, bytes }: SourceFile, at: number, edit: (sentence: string) => string): SourceFile {
  const sentences = new TextDecoder()
    .decode(bytes)
    .trimEnd()
    .split(/(?<=\.) /);
  const place = at % sentences.length;
  sentences[place] = edit(sentences[place] ?? '');
  return sourceFile(source, `${sentences.join(' ')}\n`);
}

/** What people do to a sentence: more words, a new name, a name from elsewhere, another sentence. */
const EDITS: ((sentence: string) => string)[] = [
  (sentence) => sentence.replace(/\.$/, ', as the keeper says.'),
  (sentence) => sentence.replace(/\.$/, ' with Ottoline Vance.'),
  (sentence) => sentence.replace(/\.$/, ` like ${TANGLED_NAMES[377]}.`),
  () => `${TANGLED_NAMES[250]} has nothing to do with ${TANGLED_NAMES[3]}.`,
];

describe.each([
  { of: 'short documents', count: 500, sentences: 4, most: 2000 },
  { of: 'long documents', count: 20, sentences: 70, most: 6000 },
])('an index of $count $of', ({ count, sentences, most }) => {
  it(
    'takes few tokens for an edited sentence, and reports only of what changed; a removal reads nothing (I7)',
    async () => {
      const [added, ...notes] = tangledNotes(count + 1, sentences) as [SourceFile, ...SourceFile[]];
      const { store, change } = await indexOf(notes);
      const hangingTogether = (await store.loadIndex()).entities.filter(({ communityId }) => communityId);
      expect(hangingTogether.length).toBeGreaterThan(300);

      for (const [at, edit] of EDITS.entries()) {
        const note = notes[Math.floor(((at + 1) * count) / (EDITS.length + 1))] as SourceFile;
        const taken = await change({ add: [withEdit(note, at, edit)] });
        expect(taken.extraction.calls).toBe(1);
        expect(taken.forNothing).toEqual([]);
        expect(taken.extraction.tokens + taken.reports.tokens).toBeLessThanOrEqual(most);
      }

      const quote = quotedSentence(await store.loadIndex());
      const quoting = notes.find(({ bytes }) =>
        new TextDecoder().decode(bytes).includes(quote),
      ) as SourceFile;
      const text = new TextDecoder().decode(quoting.bytes).replace(quote, quote.replace(' lot ', ' parcel '));
      const told = await change({ add: [sourceFile(quoting.source, text)] });
      expect(told.reports.asked).toBeGreaterThan(0);
      expect(told.reports.asked).toBe(told.report.model?.reports?.written);
      expect(told.forNothing).toEqual([]);
      expect(told.extraction.tokens + told.reports.tokens).toBeLessThanOrEqual(most);
      expect(JSON.stringify((await store.loadIndex()).reports)).not.toContain(quote);

      const arrival = await change({ add: [added] });
      expect(arrival.extraction.calls).toBe(1);
      expect(arrival.forNothing).toEqual([]);
      const departure = await change({ remove: [added.source] });
      expect(departure.extraction).toEqual({ calls: 0, tokens: 0 });
      expect(departure.forNothing).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

/** A sentence that a model's report cites. */
function quotedSentence({ documents, reports }: GraphIndex): string {
  const report = reports.find(({ origin }) => origin === 'model');
  const evidence = report?.findings[0]?.evidence[0];
  const document = documents.find(({ id }) => id === evidence?.documentId);
  return document?.text.slice(evidence?.start, evidence?.end) ?? '';
}
