import type { Extraction } from '../../../domain/extraction.ts';

/** Fewer names than this in a chunk say nothing about what was missed. */
const LEAST_NAMES = 4;
/** A reading that has less of the names is asked for again. */
const LEAST_SHARE = 0.35;

/**
 * Whether a model's reading has enough of the names that rules find for certain (written like names, or marked by the text). Low on
 * purpose: the rules find too much, so only a plain miss counts.
 */
export function coversNames(reading: Extraction, offline: Extraction): boolean {
  const certain = offline.candidates
    .filter(({ cues }) => cues?.some((cue) => cue === 'name' || cue === 'list-head' || cue === 'bold'))
    .map(({ surface }) => surface.toLowerCase());
  if (certain.length < LEAST_NAMES) return true;
  const read = reading.candidates.map(({ surface }) => surface.toLowerCase());
  const covered = certain.filter((name) =>
    read.some((surface) => surface.includes(name) || name.includes(surface)),
  );
  return covered.length >= LEAST_SHARE * certain.length;
}

/** Whether a model named nothing where names plainly stand, whatever rules found beside it; never where that is not known. */
export function isSilent(reading: Extraction, offline: Extraction | undefined): boolean {
  const candidates = reading.candidates.filter(({ cues }) => cues?.includes('model'));
  return (
    candidates.length === 0 && offline !== undefined && !coversNames({ ...reading, candidates }, offline)
  );
}

/** Whether a reading names one thing at most where names plainly stand. */
export function isNextToNothing(reading: Extraction, offline: Extraction): boolean {
  return reading.candidates.length <= 1 && !coversNames(reading, offline);
}
