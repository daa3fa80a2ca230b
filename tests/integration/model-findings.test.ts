import { rm } from 'node:fs/promises';
import { afterEach, expect, it } from 'vitest';
import { modelFindings } from '../../cli/commands/model-findings.ts';
import { type ModelServer, startModelServer } from '../support/model-server/model-server.ts';
import { SERVERS } from '../support/model-server/server-traits.ts';
import { freshFolder } from '../support/running-app.ts';

const opened: { server: ModelServer; folder: string }[] = [];
afterEach(async () => {
  for (const { server, folder } of opened.splice(0)) {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
});

async function lookedAt(options: Parameters<typeof startModelServer>[0], embeddingModel?: string) {
  const server = await startModelServer({ answer: () => '{"ok":true}', ...options });
  const folder = await freshFolder();
  opened.push({ server, folder });
  const apiKey = 'sk-test-1234567890abcdef';
  const given = { chatModel: 'scripted', embeddingModel, apiKey, baseUrl: server.url };
  return { server, given, folder, findings: await modelFindings(given, folder) };
}

it('asks each model for a short reply and says what it can do', async () => {
  const { findings, server, given, folder } = await lookedAt({}, 'scripted-embedding');
  expect(findings).toMatchObject([
    {
      check: 'model',
      ok: true,
      detail: expect.stringMatching(/^scripted at .*answers, replies held to a JSON schema/),
    },
    { check: 'embedding model', ok: true, detail: expect.stringContaining('8 numbers a vector') },
  ]);
  const before = server.calls.length;
  await modelFindings(given, folder);
  expect(server.calls.length).toBeGreaterThan(before);
});

it('looks at an embedding model that is alone, and says that no model reads and writes', async () => {
  const { given, folder } = await lookedAt({}, 'scripted-embedding');
  expect(await modelFindings({ ...given, chatModel: undefined }, folder)).toMatchObject([
    { check: 'model', ok: true, detail: expect.stringMatching(/^none is set/) },
    { check: 'embedding model', ok: true, detail: expect.stringContaining('8 numbers a vector') },
  ]);
});

it('tells the context of a server that says it', async () => {
  const { findings } = await lookedAt({ traits: SERVERS['llama.cpp'] });
  expect(findings[0]?.ok).toBe(true);
  expect(findings[0]?.detail).toContain('context of 4,096 tokens, little');
});

it('tells a wrong key and a server that is not there, with what to do', async () => {
  const refused = await lookedAt({ misbehave: () => ({ kind: 'web-page' }) });
  expect(refused.findings).toMatchObject([{ check: 'model', ok: false }]);
  const gone = await lookedAt({});
  await gone.server.close();
  const findings = await modelFindings(gone.given, gone.folder);
  expect(findings[0]).toMatchObject({ check: 'model', ok: false });
  expect(findings[0]?.detail).toContain(gone.server.url);
});

it('says that none is set', async () => {
  expect(await modelFindings(undefined, '/nowhere')).toMatchObject([{ check: 'model', ok: true }]);
});
