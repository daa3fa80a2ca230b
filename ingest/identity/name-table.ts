import type { Decision } from '../../domain/decision.ts';
import { termKey } from '../text/term-key.ts';

/** Looks up what people's decisions call a name: its key, or the key of what they renamed to it. */
export function subjectKeys(decisions: readonly Decision[]): (subject: string) => string {
  const renamed = new Map<string, string>();
  for (const decision of decisions) {
    const [subject] = decision.subject;
    if (decision.kind === 'rename' && decision.value && subject !== undefined)
      renamed.set(termKey(decision.value), termKey(subject));
  }
  return (subject) => {
    const key = termKey(subject);
    const origin = renamed.get(key);
    return origin === undefined || origin === key ? key : origin;
  };
}
