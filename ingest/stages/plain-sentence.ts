/** A sentence of a document as a report shows it: on one line, without Markdown's marks. */
export function plainSentence(text: string): string {
  return text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__|~~|`+)(?=\S)([\s\S]+?)\1/g, '$2')
    .replace(/^\s*(?:[-*+•]|\d+[.)]|>|#{1,6})\s+/, '')
    .replace(/^\s*\[[ xX]\]\s+/, '')
    .replace(/^\s*\|\s*|\s*\|\s*$/g, '')
    .replace(/\s*\|\s*/g, ' · ')
    .replace(/\\([\\`*_{}[\]()#+\-.!|~<>$=])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Sentences one after the other: Chinese ones touch, others are kept apart by a space. */
export function joinSentences(sentences: readonly string[]): string {
  return sentences.reduce((joined, sentence) => {
    if (joined === '') return sentence;
    return /[。！？；…”」』）]$/.test(joined) ? joined + sentence : `${joined} ${sentence}`;
  }, '');
}
