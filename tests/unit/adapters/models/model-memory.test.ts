import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDiskMemory } from '../../../../adapters/models/disk-memory.ts';
import { createModelMemory } from '../../../../adapters/models/model-memory.ts';
import type { QuotedReport, RememberedReading } from '../../../../domain/ports/model-memory.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'orrery-memory-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = (server = 'http://a/v1') => createModelMemory(openDiskMemory(folder), server);

function aReading(surface: string): RememberedReading {
  const sentence = { start: 0, end: 40 };
  return {
    extraction: {
      extractor: 'model/2:m',
      key: surface,
      candidates: [{ surface, starts: [0, 12], cues: ['model'], type: 'PLACE' }],
      aliases: [{ left: surface, right: 'AH', pattern: 'model', confidence: 0.85, sentence }],
      statements: [
        {
          type: 'RUNS',
          pattern: 'model',
          confidence: 0.9,
          source: { surface, start: 0 },
          target: { surface: 'AH' },
          sentence,
          description: 'runs',
        },
      ],
    },
    facts: { cited: 1, found: 0, unverified: 0, dropped: 2 },
    isSettled: false,
  };
}

const REPORT: QuotedReport = {
  title: 'The harbour',
  summary: 'It is cold there.',
  findings: [{ text: 'It is cold.', quotes: ['It is cold there in winter.'] }],
  dropped: 1,
};

describe('what was accepted of a model', () => {
  it('is found again whole, many at once, by a later process too', async () => {
    const kept = new Map(Array.from({ length: 100 }, (_, at) => [`k${at}`, aReading(`Harbour ${at}`)]));
    await open().readings.keep(kept);
    await open().reports.keep(new Map([['k1', REPORT]]));
    expect(await open().readings.find([...kept.keys(), 'k0', 'unknown'])).toEqual(kept);
    expect(await open().reports.find(['k1', 'k2'])).toEqual(new Map([['k1', REPORT]]));
  });

  it('belongs to its server, and what came last stands', async () => {
    await open().readings.keep(new Map([['k', aReading('Amber Harbour')]]));
    const settled = { ...aReading('Amber Harbour'), isSettled: true };
    await open().readings.keep(new Map([['k', settled]]));
    expect((await open().readings.find(['k'])).get('k')).toEqual(settled);
    expect((await open('http://b/v1').readings.find(['k'])).size).toBe(0);
  });

  it('counts as not remembered where it is damaged, or not what it should be, and is kept anew', async () => {
    const one = new Map([['k', aReading('Amber Harbour')]]);
    await open().readings.keep(one);
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    for (const { parentPath, name } of files.filter((file) => file.isFile()))
      if (parentPath.includes('content')) await writeFile(path.join(parentPath, name), '{"extraction":');
    expect((await open().readings.find(['k'])).size).toBe(0);
    await open().readings.keep(one);
    expect(await open().readings.find(['k'])).toEqual(one);

    const { facts: _facts, ...half } = aReading('Amber Harbour');
    await open().readings.keep(new Map([['k', half as RememberedReading]]));
    expect((await open().readings.find(['k'])).size).toBe(0);
  });
});
