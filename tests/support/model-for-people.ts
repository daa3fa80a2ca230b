import type { ModelCall } from './model-server/model-call.ts';
import type { Answer, ModelServerOptions } from './model-server/model-server.ts';
import { isReportCall, readDiligently } from './scripted-reader.ts';

/** What a call to the model is for, as its prompt tells. */
type CallPurpose = 'answer' | 'report' | 'extract';

/** A model as somebody at the page meets it: it reads diligently, writes reports, answers, and waits when it is told to. */
export interface ModelForPeople {
  answer: NonNullable<ModelServerOptions['answer']>;
  /** Lets so many more calls of extraction through and holds the others; a number once, `Infinity` for all. */
  allow(calls: number): void;
  /** Lets no further call of extraction through. */
  hold(): void;
  /** Calls of extraction that were let through so far. */
  readonly allowed: number;
}

/** A sentence that no document has. */
export const INVENTED = 'The harbour master was awarded the Golden Anchor in 1987.';

/** @param calls of extraction that are let through before the first `allow` */
export function createModelForPeople(calls = Number.POSITIVE_INFINITY): ModelForPeople {
  let left = calls;
  let allowed = 0;
  const waiting: (() => void)[] = [];
  const turn = (): Promise<void> | undefined => {
    if (left <= 0) return new Promise<void>((resolve) => waiting.push(resolve)).then(turn);
    left -= 1;
    allowed += 1;
    return undefined;
  };
  return {
    get allowed() {
      return allowed;
    },
    allow(more) {
      left += more;
      for (const go of waiting.splice(0)) go();
    },
    hold() {
      left = 0;
    },
    async answer(call) {
      const purpose = purposeOf(call);
      if (purpose === 'answer') return answerFrom(call);
      if (purpose === 'extract') await turn();
      return readDiligently(call);
    },
  };
}

function purposeOf({ prompt, body }: Parameters<ModelForPeople['answer']>[0]): CallPurpose {
  if (prompt.startsWith('You answer a question')) return 'answer';
  return isReportCall(body) ? 'report' : 'extract';
}

/** The first two sentences that it was shown, each with its number, and one that it made up. */
function answerFrom({ prompt }: ModelCall): Answer {
  const lines = [...prompt.matchAll(/^\[(\d+)\] (.*)$/gm)].slice(0, 2);
  const said = lines.map(([, number, text]) => `${text?.replace(/\.$/, '')} [${number}].`);
  return [...said, INVENTED].join(' ');
}
