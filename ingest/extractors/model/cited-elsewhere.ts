import type { ExtractionReply, ReplyRelationship } from './extraction-reply.ts';
import type { ChunkPack } from './pack-chunks.ts';
import { isNamedIn, type NamedSurface, namedIn, readingOf } from './to-extraction.ts';

/**
 * The reply with citations moved from chunks that hold nothing of the fact to the nearest sentence of the call that names both of its ends: some models
 * number the sentences of each passage from 1 again. Where the cited chunk names one end the citation stays, for the fact may well be from there; so does one of a
 * sentence that was not shown.
 */
export function withCitationsMoved({ members }: ChunkPack, reply: ExtractionReply): ExtractionReply {
  const readings = members.map((member) => ({
    ...readingOf(member),
    named: new Map<number, NamedSurface[]>(),
  }));
  const namedOf = (reading: (typeof readings)[number], place: number): NamedSurface[] => {
    const entity = reply.entities[place];
    const named = reading.named.get(place) ?? (entity ? namedIn(reading, entity) : []);
    reading.named.set(place, named);
    return named;
  };
  const isAtHome = ({ f, o, s }: ReplyRelationship): boolean => {
    const cited = readings.find(
      ({ firstNumber, sentences }) => s >= firstNumber && s < firstNumber + sentences.length,
    );
    return cited === undefined || [f, o].some((place) => namedOf(cited, place).length > 0);
  };
  const numbersOf = ({ f, o }: ReplyRelationship): number[] =>
    readings.flatMap((reading) =>
      reading.sentences.flatMap((sentence, at) =>
        [f, o].every((place) => isNamedIn(sentence, namedOf(reading, place)))
          ? [reading.firstNumber + at]
          : [],
      ),
    );
  const moved = (relationship: ReplyRelationship): ReplyRelationship => {
    if (isAtHome(relationship)) return relationship;
    const { s } = relationship;
    const [nearest] = numbersOf(relationship).sort((one, other) => Math.abs(one - s) - Math.abs(other - s));
    return nearest === undefined ? relationship : { ...relationship, s: nearest, isMoved: true };
  };
  return { ...reply, relationships: reply.relationships.map(moved) };
}
