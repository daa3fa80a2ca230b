import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDiskMemory } from '../../../../adapters/models/disk-memory.ts';
import { createReplyCache, replyKey } from '../../../../adapters/models/reply-cache.ts';
import { ASSUMED_FEATURES } from '../../../../adapters/models/server-features.ts';
import type { ChatReply } from '../../../../domain/ports/language-model.ts';
import { aChatRequest, aJsonRequest } from '../../../support/test-models.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'orrery-cache-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const reply: ChatReply = {
  text: '{"names":[]}',
  value: { names: [] },
  repaired: false,
  finish: 'stop',
  usage: { inputTokens: 10, outputTokens: 5 },
  cached: false,
};

describe('the cache of replies', () => {
  it('gives back what it kept, to a later process too', async () => {
    await createReplyCache(openDiskMemory(folder)).keep('k', reply);
    expect(await createReplyCache(openDiskMemory(folder)).find('k')).toEqual({ ...reply, cached: true });
    expect(await createReplyCache(openDiskMemory(folder)).find('other')).toBeNull();
  });

  it('counts what is damaged as not kept, and keeps it anew', async () => {
    const cache = createReplyCache(openDiskMemory(folder));
    await cache.keep('k', reply);
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    );
    for (const { parentPath, name } of files.filter((entry) => entry.parentPath.includes('content'))) {
      const file = path.join(parentPath, name);
      await writeFile(file, (await readFile(file)).subarray(0, 5));
    }
    expect(await cache.find('k')).toBeNull();
    await cache.keep('k', reply);
    expect(await cache.find('k')).toEqual({ ...reply, cached: true });
  });

  it('remembers what was learned of a server, by server and model', async () => {
    const features = { ...ASSUMED_FEATURES, temperature: false };
    await createReplyCache(openDiskMemory(folder)).featuresOf('http://a/v1', 'm').save(features);
    expect(await createReplyCache(openDiskMemory(folder)).featuresOf('http://a/v1', 'm').load()).toEqual(
      features,
    );
    expect(await createReplyCache(openDiskMemory(folder)).featuresOf('http://b/v1', 'm').load()).toBeNull();
  });

  it('tells once of a folder that cannot be written, and goes on', async () => {
    await writeFile(path.join(folder, 'file'), '');
    const troubles: unknown[] = [];
    const disk = openDiskMemory(path.join(folder, 'file'), (error) => troubles.push(error));
    const cache = createReplyCache(disk);
    await cache.keep('k', reply);
    await cache.keep('other', reply);
    expect(troubles).toHaveLength(1);
    expect(await cache.find('k')).toBeNull();
  });

  it('has one key for what is answered alike, and another for all else', () => {
    const request = aJsonRequest();
    const key = replyKey(request, 'm', 's');
    expect(replyKey({ ...request, purpose: 'other', accept: () => null }, 'm', 's')).toBe(key);
    const others = [
      replyKey({ ...request, maxTokens: 1 }, 'm', 's'),
      replyKey({ ...request, temperature: 1 }, 'm', 's'),
      replyKey({ ...request, messages: [...request.messages].reverse() }, 'm', 's'),
      replyKey(aChatRequest({ messages: request.messages }), 'm', 's'),
      replyKey(request, 'other', 's'),
      replyKey(request, 'm', 'other'),
    ];
    expect(new Set([key, ...others]).size).toBe(others.length + 1);
  });
});
