import { z } from 'zod';
import type {
  AliasStatement,
  Extraction,
  Statement,
  StatementEnd,
  TermCandidate,
  TermCue,
} from './extraction.ts';
import { fieldsOf, wordsOf } from './record-fields.ts';
import type { Span } from './span.ts';

const place = z.number().int().min(0);
const span = fieldsOf<Span>()({ start: place, end: place });
const cue = wordsOf<TermCue>({
  heading: true,
  'list-head': true,
  bold: true,
  quoted: true,
  hypernym: true,
  defined: true,
  name: true,
  alias: true,
  glossary: true,
  model: true,
});
const candidate = fieldsOf<TermCandidate>()({
  surface: z.string(),
  starts: z.array(place),
  cues: z.array(cue).optional(),
  type: z.string().optional(),
  tokens: z.string().optional(),
});
const alias = fieldsOf<AliasStatement>()({
  left: z.string(),
  right: z.string(),
  pattern: z.string(),
  confidence: z.number(),
  sentence: span,
});
const end = fieldsOf<StatementEnd>()({ surface: z.string(), start: place.optional() });
const statement = fieldsOf<Statement>()({
  type: z.string(),
  pattern: z.string(),
  confidence: z.number(),
  source: end,
  target: end,
  sentence: span,
  description: z.string(),
});
/** An extraction as a file holds it. */
export const ExtractionRecord = fieldsOf<Extraction>()({
  extractor: z.string(),
  key: z.string(),
  candidates: z.array(candidate),
  aliases: z.array(alias),
  statements: z.array(statement),
});
