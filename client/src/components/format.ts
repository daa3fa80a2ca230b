import type { Language } from '../i18n/i18n.ts';

const tag = (language: Language): string => (language === 'zh' ? 'zh-CN' : 'en');

/** `480 ms`, `3.2 s`, `4 min 10 s`, `5 min`; in Chinese with 毫秒, 秒, 分. */
export function formatDuration(milliseconds: number, language: Language): string {
  const zh = language === 'zh';
  if (milliseconds < 1000) return `${Math.max(0, Math.round(milliseconds))} ${zh ? '毫秒' : 'ms'}`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} ${zh ? '秒' : 's'}`;
  const minutes = Math.floor(Math.round(seconds) / 60);
  const rest = Math.round(seconds) % 60;
  const whole = `${minutes} ${zh ? '分' : 'min'}`;
  return rest === 0 ? whole : `${whole} ${rest} ${zh ? '秒' : 's'}`;
}

/** US dollars with as many digits as it takes to see something: `$12.40`, `$0.0031`. */
export function formatMoney(dollars: number, language: Language): string {
  const digits = dollars > 0 && dollars < 0.1 ? { maximumSignificantDigits: 2 } : {};
  return new Intl.NumberFormat(tag(language), { style: 'currency', currency: 'USD', ...digits }).format(
    dollars,
  );
}

/** `3 minutes ago`, in words of the language; beyond a month the date. */
export function formatRelativeTime(iso: string, language: Language, now: number = Date.now()): string {
  return spaced(relativeTime(iso, language, now));
}

/** A space between numbers and Chinese, as everywhere on the page. */
function spaced(text: string): string {
  return text.replace(/(\d)(?=\p{Script=Han})/gu, '$1 ').replace(/(\p{Script=Han})(?=\d)/gu, '$1 ');
}

function relativeTime(iso: string, language: Language, now: number): string {
  const seconds = (Date.parse(iso) - now) / 1000;
  if (!Number.isFinite(seconds)) return '';
  const format = new Intl.RelativeTimeFormat(tag(language), { numeric: 'auto' });
  const size = Math.abs(seconds);
  if (size < 60) return format.format(Math.round(seconds), 'second');
  if (size < 3600) return format.format(Math.round(seconds / 60), 'minute');
  if (size < 86_400) return format.format(Math.round(seconds / 3600), 'hour');
  if (size < 30 * 86_400) return format.format(Math.round(seconds / 86_400), 'day');
  return new Intl.DateTimeFormat(tag(language), { dateStyle: 'medium' }).format(new Date(iso));
}

/** Date and time in full, for hovering. */
export function formatExactTime(iso: string, language: Language): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return '';
  return spaced(
    new Intl.DateTimeFormat(tag(language), { dateStyle: 'medium', timeStyle: 'medium' }).format(time),
  );
}
