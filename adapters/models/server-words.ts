import type { APIError } from 'openai';

/** An error that comes in the middle of a stream bears its status as its code. */
export function statusOf(error: APIError): number | undefined {
  const status: number | undefined = error.status;
  const code = Number(error.code);
  return status ?? (code >= 400 && code < 600 ? code : undefined);
}

/** True when it is this text, or what the model made of it, that was refused: others may go well. */
export function isAboutContent(error: APIError): boolean {
  const said = `${error.code ?? ''} ${error.type ?? ''} ${error.message}`;
  if (error.status !== 400 && error.status !== 403) return false;
  return /json_validate_failed|content_?filter|content (management|policy|safety)|content exists risk|data_?inspection|inappropriate|sensitive ?content|moderation|flagged|high risk|敏感|不安全/i.test(
    said,
  );
}

/** What the server said, short and without anything that looks like a key; empty where it said nothing. */
export function wordsOf(error: APIError): string {
  const told = error.message.replace(/^\d{3} /, '').trim();
  if (!told || told.startsWith('status code')) return '';
  const plain = /<html|<!doctype/i.test(told) ? 'a web page' : told;
  return withoutKeys(plain).replace(/\s+/g, ' ').slice(0, 300);
}

/** The text with everything that may be a key or a part of one taken out. */
export function withoutKeys(text: string): string {
  return text
    .replace(/\b(sk|pk|key|rk|gsk|xai|hf)[-_][\w*.-]{4,}/gi, '[key]')
    .replace(/(bearer|api[ _-]?key( provided)?:?)\s+["']?(?!provided)[\w*.+/=-]{6,}/gi, '$1 [key]');
}
