import { describe, expect, it } from 'vitest';
import { createAdaptiveLimit } from '../../../../adapters/models/adaptive-limit.ts';
import type { Gate } from '../../../../adapters/models/gate.ts';
import type { CallTrouble } from '../../../../adapters/models/limit-trouble.ts';
import { createRateLimit } from '../../../../adapters/models/rate-limit.ts';
import { createRandom } from '../../../support/model-server/misbehaviour.ts';
import { createVirtualClock, type VirtualClock } from '../../../support/virtual-clock.ts';

/** Decides at arrival: null serves the call. */
type Rule = (now: number, atOnce: number, tokens: number) => CallTrouble | null;

/** A server that refuses by a rule and takes half a second to two and a half for a call that it serves. */
function simulate(clock: VirtualClock, gate: Gate, rule: Rule) {
  const random = createRandom(7);
  const seen: { refused: boolean; at: number }[] = [];
  let atOnce = 0;
  const call = async (tokens: number): Promise<void> => {
    for (;;) {
      const leave = await gate.enter({ tokens: tokens * 2, promptTokens: tokens });
      atOnce += 1;
      const trouble = rule(clock.now(), atOnce, tokens);
      seen.push({ refused: trouble !== null, at: clock.now() });
      if (trouble) atOnce -= 1;
      await clock.sleep(trouble ? 50 : 500 + random() * 2000);
      if (!trouble) {
        atOnce -= 1;
        return leave({ kind: 'done', tokens });
      }
      leave({ kind: 'failed', trouble });
      await clock.sleep(trouble.retryAfterMs ?? 500 + random() * 500);
    }
  };
  return {
    seen,
    async all(count: number, tokens = 1000) {
      await clock.run(Promise.all(Array.from({ length: count }, () => call(tokens))).then(() => undefined));
    },
  };
}

/** Share of refused calls after the first `learning`. */
function wasted(seen: readonly { refused: boolean }[], learning: number): number {
  const later = seen.slice(learning);
  return later.filter(({ refused }) => refused).length / later.length;
}

/** So many requests in each minute of the clock, with the time to wait for the next. */
function requestsPerMinute(most: number, tells: boolean): Rule {
  let minute = -1;
  let count = 0;
  return (now) => {
    if (Math.floor(now / 60_000) !== minute) {
      minute = Math.floor(now / 60_000);
      count = 0;
    }
    count += 1;
    if (count <= most) return null;
    const trouble = { limited: true, kind: 'unknown' } as const;
    return tells ? { ...trouble, kind: 'requests', retryAfterMs: (minute + 1) * 60_000 - now } : trouble;
  };
}

/** A bucket that fills evenly, as OpenAI's does. */
function tokenBucket(tokensPerMinute: number): Rule {
  let level = tokensPerMinute;
  let at = 0;
  return (now, _atOnce, tokens) => {
    level = Math.min(tokensPerMinute, level + ((now - at) * tokensPerMinute) / 60_000);
    at = now;
    if (tokens <= level) {
      level -= tokens;
      return null;
    }
    return { limited: true, kind: 'tokens', retryAfterMs: ((tokens - level) * 60_000) / tokensPerMinute };
  };
}

describe('the limit that is learned from refusals', () => {
  it('uses all that a server takes at once, and wastes less than a twentieth', async () => {
    const clock = createVirtualClock();
    const rule: Rule = (_now, atOnce) => (atOnce > 5 ? { limited: true, kind: 'unknown' } : null);
    const server = simulate(clock, createAdaptiveLimit({ clock }), rule);
    await server.all(600);
    expect(wasted(server.seen, 60)).toBeLessThan(0.05);
    // 5 at once, 1.5 s each: 180 s at best.
    expect(clock.now()).toBeLessThan(260_000);
  });

  it('settles on a pace where calls are counted by the minute', async () => {
    const clock = createVirtualClock();
    const server = simulate(clock, createAdaptiveLimit({ clock }), requestsPerMinute(60, true));
    await server.all(600);
    expect(wasted(server.seen, 120)).toBeLessThan(0.05);
    expect(clock.now()).toBeLessThan(600_000 * 1.35);
  });

  it('settles on a pace even where a server says nothing but no', async () => {
    const clock = createVirtualClock();
    const server = simulate(clock, createAdaptiveLimit({ clock }), requestsPerMinute(60, false));
    await server.all(600);
    expect(wasted(server.seen, 150)).toBeLessThan(0.05);
    expect(clock.now()).toBeLessThan(600_000 * 1.6);
  });

  it('settles on tokens where tokens are counted', async () => {
    const clock = createVirtualClock();
    const server = simulate(clock, createAdaptiveLimit({ clock }), tokenBucket(60_000));
    await server.all(600, 1000);
    expect(wasted(server.seen, 150)).toBeLessThan(0.05);
    expect(clock.now()).toBeLessThan(600_000 * 1.35);
  });

  it('settles where both calls and tokens are counted, whichever is short at the time', async () => {
    const clock = createVirtualClock();
    const [calls, tokens] = [requestsPerMinute(60, true), tokenBucket(60_000)];
    const rule: Rule = (now, atOnce, size) => calls(now, atOnce, size) ?? tokens(now, atOnce, size);
    const server = simulate(clock, createAdaptiveLimit({ clock }), rule);
    await server.all(600, 100);
    expect(wasted(server.seen, 120)).toBeLessThan(0.05);
    // Now each call takes so much that only twenty a minute fit.
    const small = server.seen.length;
    const since = clock.now();
    await server.all(400, 3000);
    expect(wasted(server.seen.slice(small), 100)).toBeLessThan(0.05);
    expect(clock.now() - since).toBeLessThan(20 * 60_000 * 1.6);
  });

  it('does not take the limit that others used up for its own', async () => {
    const clock = createVirtualClock();
    const rule = requestsPerMinute(300, true);
    // In the first minute others have made 290 of the 300.
    for (let other = 0; other < 290; other += 1) rule(0, 1, 1);
    const server = simulate(clock, createAdaptiveLimit({ clock }), rule);
    await server.all(1200);
    expect(wasted(server.seen, 120)).toBeLessThan(0.05);
    expect(clock.now()).toBeLessThan(12 * 60_000);
  });

  it('opens up while all goes well, up to its most', async () => {
    const clock = createVirtualClock();
    let most = 0;
    const server = simulate(clock, createAdaptiveLimit({ clock, most: 12 }), (_now, atOnce) => {
      most = Math.max(most, atOnce);
      return null;
    });
    await server.all(100);
    expect(most).toBe(12);
  });

  it('gives a server that reads one after the other no more than it has use for', async () => {
    const clock = createVirtualClock();
    const gate = createAdaptiveLimit({ clock, first: 1 });
    let free = 0;
    let longest = 0;
    const call = async (): Promise<void> => {
      const leave = await gate.enter({ tokens: 3000, promptTokens: 2000 });
      const sentAt = clock.now();
      free = Math.max(free, sentAt) + 60_000;
      await clock.sleep(free - sentAt);
      longest = Math.max(longest, clock.now() - sentAt);
      leave({ kind: 'done', tokens: 2500 });
    };
    await clock.run(Promise.all(Array.from({ length: 60 }, call)));
    // Node cuts a connection that is silent for five minutes.
    expect(longest).toBeLessThanOrEqual(240_000);
    expect(clock.now()).toBe(3_600_000);
  });

  it('waits for nothing once nobody does, so that a process can end', async () => {
    const clock = createVirtualClock();
    for (const gate of [createAdaptiveLimit({ clock }), createRateLimit({ clock, requestsPerMinute: 1 })]) {
      const leave = await gate.enter({ tokens: 1, promptTokens: 1 });
      leave({ kind: 'failed', trouble: { limited: true, kind: 'requests', retryAfterMs: 90_000 } });
      const controller = new AbortController();
      const waiting = gate.enter({ tokens: 1, promptTokens: 1, signal: controller.signal });
      controller.abort(new Error('enough'));
      await expect(waiting).rejects.toThrow('enough');
      expect(clock.next()).toBe(false);
    }
  });

  it('lets a cancelled call leave the line', async () => {
    const clock = createVirtualClock();
    const gate = createAdaptiveLimit({ clock, most: 1 });
    const leave = await gate.enter({ tokens: 1, promptTokens: 1 });
    const controller = new AbortController();
    const reason = new Error('enough');
    const cancelled = gate.enter({ tokens: 1, promptTokens: 1, signal: controller.signal });
    const next = gate.enter({ tokens: 1, promptTokens: 1 });
    controller.abort(reason);
    await expect(cancelled).rejects.toBe(reason);
    leave({ kind: 'dropped' });
    (await next)({ kind: 'dropped' });
  });
});
