import type { APIError } from 'openai';
import { z } from 'zod';
import { contextTokensIn } from './model-error.ts';

/** What was learned of a model and its server, mostly by being refused. */
export const ServerFeatures = z.object({
  /** The strictest way in which the server held a reply to its schema, until it is shown otherwise. */
  structured: z.enum(['json-schema', 'json-object', 'text']),
  /** True once a reply came back in that way as it should. */
  structuredProven: z.boolean(),
  /** Replies in that way that were no JSON. */
  structuredMisses: z.number().int(),
  /** Reasoning models have another name for it. */
  limitField: z.enum(['max_tokens', 'max_completion_tokens']),
  /** Most tokens of a reply that the server lets one ask for. */
  mostReplyTokens: z.number().int().nullable(),
  temperature: z.boolean(),
  streams: z.boolean(),
  streamUsage: z.boolean(),
  systemRole: z.boolean(),
  contextTokens: z.number().int().nullable(),
  /** Lists that ran in circles, less those that were told whole: `learnFromList`. Absent from what earlier versions remembered. */
  circles: z.number().int().default(0),
});
export type ServerFeatures = z.infer<typeof ServerFeatures>;

/** Before anything is known: everything that OpenAI's own server does. */
export const ASSUMED_FEATURES: ServerFeatures = {
  structured: 'json-schema',
  structuredProven: false,
  structuredMisses: 0,
  limitField: 'max_tokens',
  mostReplyTokens: null,
  temperature: true,
  streams: true,
  streamUsage: true,
  systemRole: true,
  contextTokens: null,
  circles: 0,
};

/** Where features survive the end of the process. */
export interface FeatureMemory {
  /** Null when nothing is remembered, or it is too old to trust. */
  load(): Promise<ServerFeatures | null>;
  save(features: ServerFeatures): Promise<void>;
}

/** A server that ignores a schema shows it soon. */
const MISSES_BEFORE_DOWNGRADE = 2;

/** What a refused request teaches; null when it teaches nothing and asking again would fail alike. */
export function learnFromRefusal(features: ServerFeatures, error: APIError): ServerFeatures | null {
  const status: number | undefined = error.status;
  if (
    status === undefined ||
    (status !== 400 && status !== 404 && status !== 422 && status !== 500 && status !== 501)
  ) {
    return null;
  }
  const said = `${error.param ?? ''} ${error.code ?? ''} ${error.message}`;
  if (status !== 404 && status < 500) {
    const learned = learnParameter(features, said);
    if (learned) return learned;
  }
  if (
    /response_format|json_schema|json_object|json mode|grammar|guided|structured output|schema/i.test(said)
  ) {
    return withoutStructure(features);
  }
  return null;
}

function learnParameter(features: ServerFeatures, said: string): ServerFeatures | null {
  if (/max_completion_tokens/.test(said) && features.limitField === 'max_tokens') {
    return { ...features, limitField: 'max_completion_tokens' };
  }
  const most = mostReplyTokensIn(said);
  if (most !== null && most !== features.mostReplyTokens) return { ...features, mostReplyTokens: most };
  if (/temperature/i.test(said) && features.temperature) return { ...features, temperature: false };
  if (/stream_options|include_usage/i.test(said) && features.streamUsage)
    return { ...features, streamUsage: false };
  if (/\bstream(ing)?\b/i.test(said) && /support/i.test(said) && features.streams)
    return { ...features, streams: false };
  if (/system (role|message|prompt)|roles? must alternate/i.test(said) && features.systemRole) {
    return { ...features, systemRole: false };
  }
  return null;
}

function mostReplyTokensIn(said: string): number | null {
  if (!/max_(completion_)?tokens/.test(said)) return null;
  const told =
    /(?:at most|maximum (?:value )?(?:of|is)|less than or equal to|<=|\[\s*1\s*,)\s*(\d{2,7})/i.exec(
      said,
    )?.[1];
  return told ? Number(told) : null;
}

/** The next weaker way to ask for JSON; null when there is none. */
function withoutStructure(features: ServerFeatures): ServerFeatures | null {
  if (features.structured === 'text') return null;
  return {
    ...features,
    structured: features.structured === 'json-schema' ? 'json-object' : 'text',
    structuredProven: false,
    structuredMisses: 0,
  };
}

/** What a whole reply to a request with a schema teaches: some servers take the schema and ignore it. */
export function learnFromReply(features: ServerFeatures, wasJson: boolean): ServerFeatures {
  if (features.structured === 'text' || features.structuredProven) return features;
  if (wasJson) return { ...features, structuredProven: true };
  const misses = features.structuredMisses + 1;
  if (misses < MISSES_BEFORE_DOWNGRADE) return { ...features, structuredMisses: misses };
  return withoutStructure(features) ?? features;
}

/** So many lists in circles more than whole ones, or fewer, settle what is expected of the next one, whatever the size of the model. */
const SETTLING_LISTS = 2;

/** What a reply that lists records teaches. */
export function learnFromList(features: ServerFeatures, ranInCircles: boolean): ServerFeatures {
  const more = features.circles + (ranInCircles ? 1 : -1);
  return Math.abs(more) > SETTLING_LISTS ? features : { ...features, circles: more };
}

/** True where circles were seen, false where whole lists were, null before either is settled. */
export function wasInCircles({ circles }: ServerFeatures): boolean | null {
  return Math.abs(circles) < SETTLING_LISTS ? null : circles > 0;
}

/** The features with the context that an error told of. */
export function learnContext(features: ServerFeatures, error: APIError): ServerFeatures {
  const tokens = contextTokensIn(error);
  return tokens === null ? features : { ...features, contextTokens: tokens };
}
