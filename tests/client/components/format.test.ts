import { describe, expect, test } from 'vitest';
import {
  formatDuration,
  formatExactTime,
  formatRelativeTime,
} from '../../../client/src/components/format.ts';

const now = Date.parse('2026-03-10T12:00:00.000Z');

describe('Durations', () => {
  test.each([
    [0, '0 ms', '0 毫秒'],
    [119_700, '2 min', '2 分'],
    [480.4, '480 ms', '480 毫秒'],
    [3200, '3.2 s', '3.2 秒'],
    [42_400, '42 s', '42 秒'],
    [250_000, '4 min 10 s', '4 分 10 秒'],
  ])('%d ms are told as "%s" and "%s"', (milliseconds, english, chinese) => {
    expect(formatDuration(milliseconds, 'en')).toBe(english);
    expect(formatDuration(milliseconds, 'zh')).toBe(chinese);
  });
});

describe('Times', () => {
  test('are told relative to now, with a space between numbers and Chinese', () => {
    expect(formatRelativeTime('2026-03-10T11:57:00.000Z', 'en', now)).toBe('3 minutes ago');
    expect(formatRelativeTime('2026-03-10T11:57:00.000Z', 'zh', now)).toBe('3 分钟前');
    expect(formatRelativeTime('2026-03-09T12:00:00.000Z', 'en', now)).toBe('yesterday');
    expect(formatRelativeTime('2026-03-10T12:00:00.000Z', 'en', now)).toBe('now');
  });

  test('beyond a month are told by their date, and nonsense not at all', () => {
    expect(formatRelativeTime('2025-12-24T12:00:00.000Z', 'en', now)).toBe('Dec 24, 2025');
    expect(formatRelativeTime('never', 'en', now)).toBe('');
    expect(formatExactTime('never', 'zh')).toBe('');
  });
});
