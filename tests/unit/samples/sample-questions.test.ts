import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import questions from '../../gold/sample-questions.json' with { type: 'json' };

const root = join(import.meta.dirname, '../../..');

/** The text of every sample document by its source: the path from the folder's name, a JSONL row as `file.jsonl#id`. */
function readSamples(): Map<string, string> {
  const files = readdirSync(join(root, 'samples'), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    files.flatMap((file): [string, string][] => {
      const path = join(file.parentPath, file.name);
      const source = path.slice(root.length + 1).replaceAll(sep, posix.sep);
      const text = readFileSync(path, 'utf8');
      if (!source.endsWith('.jsonl')) return [[source, text]];
      const rows = text
        .trim()
        .split('\n')
        .map((line): { id: string; text: string } => JSON.parse(line));
      return rows.map((row): [string, string] => [`${source}#${row.id}`, row.text]);
    }),
  );
}

describe('the questions about the samples', () => {
  const samples = readSamples();
  const present = questions.filter((question) => !question.absent);

  it('name documents that exist', () => {
    const missing = questions
      .flatMap((question) => question.sources)
      .filter((source) => !samples.has(source));
    expect(missing).toEqual([]);
  });

  it.each(present)(
    'can be answered from the documents named: $question',
    ({ kind, sources, answerContains }) => {
      const holders = kind === 'multi-hop' ? sources.slice(-1) : sources;
      expect(holders.length).toBeGreaterThan(0);
      for (const source of holders) {
        const text = samples.get(source)?.toLowerCase();
        for (const phrase of answerContains) expect(text, source).toContain(phrase.toLowerCase());
      }
    },
  );

  it('include absent ones whose subject no document mentions', () => {
    const corpus = [...samples.values()].join('\n');
    expect(questions.filter((question) => question.absent)).toHaveLength(4);
    for (const subject of ['量子', 'Raft 共识', 'Kubernetes', 'Mamba']) {
      expect(questions.some((question) => question.absent && question.question.includes(subject))).toBe(true);
      expect(corpus).not.toMatch(new RegExp(subject, 'i'));
    }
  });
});
