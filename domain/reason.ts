/**
 * Why something failed, for programs that tell it in other words than ours: every failure bears an English `message`, and where its reason is
 * one of these, the values that stand in it.
 */
export const REASONS = {
  /** What somebody else said, word for word, or what has no name here. */
  said: ['text'],

  // Of the page alone: the server is not there, or something answers in its place.
  'server-silent': [],
  'server-answered': ['status'],
  'reply-of-other-shape': ['path', 'where'],

  internal: [],
  'request-malformed': [],
  'not-there': ['id'],
  'token-needed': [],
  'token-wrong': [],
  'other-host': ['address'],
  'other-origin': [],
  'upload-too-large': ['megabytes'],
  'file-too-large': ['megabytes'],
  'too-many-files': ['most'],
  'upload-unreadable': [],
  'body-too-large': [],
  'name-unfit': ['name'],
  'job-not-ended': [],
  'job-done': [],
  'job-request-gone': [],
  'no-model': [],
  'no-types-in-text': [],
  'budget-without-price': ['model', 'file'],
  'answer-not-written': [],

  'model-silent': ['server', 'seconds'],
  'model-too-small': ['server', 'seconds'],
  'model-unsafe': ['server', 'problem'],
  'model-not-there': ['server', 'problem'],
  'model-cut-off': ['server'],
  'model-key-refused': ['server'],
  'model-account-empty': ['server'],
  'model-asks-for-less': ['model', 'server'],
  'model-busy': ['model', 'server'],
  'model-elsewhere': ['server'],
  'model-unknown': ['model', 'server'],
  'model-failed': ['model', 'server'],
  'model-refused-request': ['model', 'server', 'status'],
  'model-refused-text': ['model', 'server'],
  'model-prompt-too-long': ['model', 'server'],
  'model-prompt-cut': ['model', 'server', 'read', 'tokens'],
  'model-no-openai': [],
  'model-reply-broken-off': [],
  'model-given-up': ['tries'],
  'model-given-up-waiting': ['tries', 'seconds'],
  'model-not-asked': [],
  'model-limits-used-up': ['model', 'seconds'],

  'model-batch-failed': ['model', 'server'],
  'model-no-batches': ['server'],
  'model-no-vectors': ['model', 'server'],
  'vectors-of-another': ['model', 'before', 'now'],

  'reply-unusable': ['model'],
  'reply-too-long': ['model'],
  'reply-empty': [],
  'reply-only-thoughts': [],
  'reply-in-circles': [],
  'reply-not-as-asked': [],

  'budget-spent': ['budget', 'spent', 'next'],
  'budget-next-try': ['budget', 'spent', 'held'],

  'query-empty': [],
  'query-not-one': [],
  'query-too-slow': [],
  'query-too-large': [],
  'query-changes': [],
  'query-calls-procedure': ['name'],
  'query-calls-function': ['name'],
  'query-in-transactions': [],
  'query-administrates': ['command'],
  'query-defines': ['command'],
  'query-shows-server': ['command'],
  'query-uses-other': [],
  'query-loads-csv': [],
  'query-counts-on': ['numbers'],

  'store-no-engine': [],
  'store-held': [],
  'store-damaged': [],
  'store-log-damaged': [],
  'store-changed': [],
  'store-not-opened': [],
  'store-failed': [],
  'neo4j-failed': [],
  'neo4j-ended-work': [],
  'neo4j-not-there': [],
  'neo4j-refuses-user': [],
  'neo4j-wants-password': [],
  'neo4j-no-database': [],
  'neo4j-not-neo4j': [],

  'source-empty': [],
  'source-binary': [],
  'source-encoding': [],
  'source-too-large': ['size', 'most'],
  'source-text-too-large': ['size', 'most'],
  'source-unsupported': [],
  'source-is-pdf': [],
  'source-is-packed': [],
  'source-is-old-office': [],
  'source-is-other': [],
  'source-old-word': [],
  'source-locked': [],
  'source-copy-protected': [],
  'source-damaged': [],
  'source-packs-too-many': ['most'],
  'source-unpacks-too-large': ['most'],
  'source-odd-row': ['number'],
  'source-columns': ['columns', 'most'],
  'source-too-deep': ['most'],
  'source-pages': ['pages', 'most'],
  'source-characters': ['most'],
  'source-pictures': ['pages'],
  'source-named-twice': ['versions'],
  'source-too-slow': ['seconds'],

  'chunks-failed': ['failed', 'all', 'numbers'],
  'chunks-failed-many': ['failed', 'all', 'numbers'],
  'chunk-told-in-circles': [],
  'chunk-left-to-model': [],
  'report-unusable': [],
  'vectors-not-asked': [],
  'run-ended': [],
} as const satisfies Record<string, readonly string[]>;

export type ReasonCode = keyof typeof REASONS;
type ReasonValue = string | number | number[];

/** One reason, and what stands behind it. */
export interface Reason {
  /** A key of `REASONS`; of a later version perhaps one that is not known here. */
  code: string;
  values?: Record<string, ReasonValue>;
  /** One or several, in the order in which they are worth telling. */
  because?: Reason[];
}

/** What is asked of anything that failed, to tell its reason. */
interface Failed {
  message: string;
  reason?: Reason | undefined;
}

export function reasonFor<Code extends ReasonCode>(
  code: Code,
  values: Record<(typeof REASONS)[Code][number], ReasonValue>,
  because: readonly Reason[] = [],
): Reason {
  return {
    code,
    ...(Object.keys(values).length > 0 ? { values } : {}),
    ...(because.length > 0 ? { because: [...because] } : {}),
  };
}

/** The words of somebody else as a reason; none where nothing was said. */
export function saidBy(text: string): Reason[] {
  return text === '' ? [] : [reasonFor('said', { text })];
}

/** Why it failed; its message, word for word, where that has no name. */
export function reasonOf({ message, reason }: Failed): Reason {
  return reason ?? reasonFor('said', { text: message });
}
