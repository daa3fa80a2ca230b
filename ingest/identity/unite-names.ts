import type { Decision } from '../../domain/decision.ts';
import type { IdentityMerge } from '../../domain/entity.ts';
import { isAcronym } from '../text/abbreviation.ts';
import { hasCjk } from '../text/characters.ts';
import { termKey } from '../text/term-key.ts';
import { CLASS_WORDS } from '../text/words/chinese-words.ts';
import type { Glossary } from '../text/words/glossary.ts';
import { ambiguousAcronyms } from './ambiguous-acronyms.ts';
import type { StatedAlias } from './collect-aliases.ts';
import { clashingAcronyms, clashingChinese, clashingEnglish } from './name-clashes.ts';
import { NameClusters } from './name-clusters.ts';
import { mostFrequent, type Term } from './term.ts';

/** Which keys are one entity, and why. */
export interface UnitedNames {
  clusters: NameClusters;
  /** In order of union. */
  merges: IdentityMerge[];
}

const FOLDED_AFTER_LATIN =
  /^(?:架构|机制|算法|框架|方法|技术|协议|格式|网络|模型|数据库|函数|系统|索引|优化器)$/;
const FOLDED_AFTER_CHINESE = /^(?:机制|算法|技术|方法)$/;
const FIELD_TAIL = /^(.{2,}?)(?:领域|任务|问题|场景|方面|过程|阶段|操作|相关)$/;
const FIELD_NAMES = /^(?:ai|ml|dl|nlp|cv|openai|google|meta|microsoft|gpu|cpu|api|llm|qa|kg|百度)$/;
const ENGLISH_CLASS =
  /^(.+?) (?:model|architecture|algorithm|method|technique|framework|approach|mechanism|network)$/;

/**
 * Decides which keys name one thing: decisions first, then what the text states (the best evidence first, with vetoes),
 * then names with their class behind them (`Transformer 架构`), then the glossary, then initials.
 */
export function uniteNames(input: {
  accepted: ReadonlyMap<string, Term>;
  aliases: readonly StatedAlias[];
  glossary: Glossary;
  decisions: readonly Decision[];
  /** What a decision's subject means: its key, or the key of what was renamed to it. */
  subjectKey: (subject: string) => string;
}): UnitedNames {
  const { accepted, aliases, glossary, decisions, subjectKey } = input;
  const clusters = new NameClusters(keptApart(decisions, subjectKey));
  const merges: IdentityMerge[] = [];
  const unite = (left: string, right: string, merge: IdentityMerge): void => {
    if (left && right && clusters.unite(left, right)) merges.push(merge);
  };
  for (const decision of decisions.filter(({ kind }) => kind === 'merge').sort(byAge)) {
    const [first, ...rest] = decision.subject;
    for (const other of rest)
      if (first !== undefined)
        unite(subjectKey(first), subjectKey(other), {
          left: first,
          right: other,
          reason: 'decision',
          evidence: null,
        });
  }
  const ambiguous = ambiguousAcronyms(aliases);
  for (const alias of aliases) {
    if (ambiguous.has(alias.leftKey) || ambiguous.has(alias.rightKey)) continue;
    if (isVetoed(alias, clusters, accepted)) continue;
    unite(alias.leftKey, alias.rightKey, {
      left: alias.left,
      right: alias.right,
      reason: 'stated-alias',
      evidence: alias.evidence,
    });
  }
  foldClasses(accepted, unite);
  for (const row of glossary) uniteRow(row, accepted, clusters, unite);
  uniteInitials(accepted, ambiguous, clusters, unite);
  return { clusters, merges };
}

/** The older first, ties by id. */
function byAge(left: Decision, right: Decision): number {
  return left.at < right.at ? -1 : left.at > right.at ? 1 : left.id < right.id ? -1 : 1;
}

type Unite = (left: string, right: string, merge: IdentityMerge) => void;

function keptApart(
  decisions: readonly Decision[],
  subjectKey: (subject: string) => string,
): [string, string][] {
  return decisions
    .filter(({ kind }) => kind === 'keep-apart')
    .flatMap(({ subject }) =>
      subject.flatMap((left, index) =>
        subject.slice(index + 1).map((right): [string, string] => [subjectKey(left), subjectKey(right)]),
      ),
    )
    .filter(([left, right]) => left !== right);
}

/** A stated alias that would tie together what other evidence keeps apart. */
function isVetoed(alias: StatedAlias, clusters: NameClusters, accepted: ReadonlyMap<string, Term>): boolean {
  const { leftKey, rightKey } = alias;
  if (leftKey.length < 2 || rightKey.length < 2) return true;
  if (!hasCjk(leftKey) && !hasCjk(rightKey)) {
    if (leftKey.split(' ').includes(rightKey) || rightKey.split(' ').includes(leftKey)) return true;
  }
  const left = clusters.members(leftKey);
  const right = clusters.members(rightKey);
  const names = (keys: readonly string[], test: (key: string) => boolean): string[] =>
    keys.filter(test).map((key) => mostFrequent(accepted.get(key)?.surfaces ?? new Map()) ?? key);
  return (
    clashingEnglish(left, right) ||
    (!alias.explicit && clashingChinese(left, right)) ||
    clashingAcronyms(names([...left, ...right], (key) => !hasCjk(key)))
  );
}

/** "Transformer 架构" is Transformer; "注意力机制" beside a frequent "注意力" is that; "RAG model" is RAG. */
function foldClasses(accepted: ReadonlyMap<string, Term>, unite: Unite): void {
  for (const key of [...accepted.keys()].sort()) {
    const base = hasCjk(key) ? chineseBase(key, accepted) : englishBase(key, accepted);
    if (base === null || base === key) continue;
    unite(base, key, {
      left: nameOf(base, accepted),
      right: nameOf(key, accepted),
      reason: 'folded',
      evidence: null,
    });
  }
}

function chineseBase(key: string, accepted: ReadonlyMap<string, Term>): string | null {
  for (const word of CLASS_WORDS) {
    if (!key.endsWith(word) || key.length <= word.length) continue;
    const base = key.slice(0, -word.length);
    const term = accepted.get(base);
    if (!term) continue;
    if (/^[a-z0-9][a-z0-9.+·-]*$/.test(base))
      return FOLDED_AFTER_LATIN.test(word) && !FIELD_NAMES.test(base) ? base : null;
    return FOLDED_AFTER_CHINESE.test(word) && base.length >= 3 && term.frequency >= 2 ? base : null;
  }
  const field = FIELD_TAIL.exec(key)?.[1];
  return field !== undefined && accepted.has(field) && !accepted.get(key)?.cues.has('heading') ? field : null;
}

function englishBase(key: string, accepted: ReadonlyMap<string, Term>): string | null {
  const base = ENGLISH_CLASS.exec(key)?.[1];
  if (base === undefined || base.includes(' ') || FIELD_NAMES.test(base)) return null;
  return accepted.has(base) && /[A-Z].*[A-Z]/.test(nameOf(base, accepted)) ? base : null;
}

/** The names of a row that the documents use, unless one of them already belongs to something else. */
function uniteRow(
  row: readonly string[],
  accepted: ReadonlyMap<string, Term>,
  clusters: NameClusters,
  unite: Unite,
): void {
  const present = row.filter((name) => accepted.has(termKey(name)));
  const first = present[0];
  const ownKeys = new Set(row.map(termKey));
  for (const other of present.slice(1)) {
    if (first === undefined) return;
    const strangers = (key: string): string[] =>
      clusters.members(key).filter((member) => !ownKeys.has(member));
    const left = [termKey(first), ...strangers(termKey(first))];
    if (
      clashingChinese(strangers(termKey(other)), left) ||
      clashingChinese(strangers(termKey(first)), [termKey(other)])
    )
      continue;
    unite(termKey(first), termKey(other), { left: first, right: other, reason: 'glossary', evidence: null });
  }
}

/** An acronym that spells the initials of exactly one English term of the corpus. */
function uniteInitials(
  accepted: ReadonlyMap<string, Term>,
  ambiguous: ReadonlySet<string>,
  clusters: NameClusters,
  unite: Unite,
): void {
  const byInitials = new Map<string, string[]>();
  for (const key of accepted.keys()) {
    if (hasCjk(key) || !key.includes(' ')) continue;
    const initials = key
      .split(' ')
      .map((word) => word.charAt(0))
      .join('');
    byInitials.set(initials, [...(byInitials.get(initials) ?? []), key]);
  }
  for (const key of [...accepted.keys()].sort()) {
    const name = nameOf(key, accepted);
    if (!/^[A-Z]{3,6}$/.test(name) || ambiguous.has(key) || clusters.members(key).length > 1) continue;
    const fits = byInitials.get(key) ?? [];
    const taken = clusters.members(fits[0] ?? key).some((member) => isAcronym(nameOf(member, accepted)));
    if (fits.length === 1 && fits[0] !== undefined && !taken)
      unite(fits[0], key, {
        left: nameOf(fits[0], accepted),
        right: name,
        reason: 'initials',
        evidence: null,
      });
  }
}

function nameOf(key: string, accepted: ReadonlyMap<string, Term>): string {
  return mostFrequent(accepted.get(key)?.surfaces ?? new Map()) ?? key;
}
