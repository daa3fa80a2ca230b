/** The old communities of one level, asked for one part of the graph at a time. */
export interface OldLabels {
  /**
   * Old community of each of `members`, -1 where it had none or where most of that community lies elsewhere now: its few members here
   * are newcomers, who should look for company. Null when nobody has one.
   */
  within(members: Int32Array): Int32Array | null;
}

/**
 * @param labels old community of each node of the original graph, any number from 0, or -1
 * @param original node of the original graph of each node of the local one; null when they are the same
 */
export function oldLabels(labels: Int32Array, original: Int32Array | null): OldLabels {
  const numbers = new Map<number, number>();
  const dense = new Int32Array(labels.length).fill(-1);
  for (let index = 0; index < labels.length; index++) {
    const label = labels[original ? original[index]! : index]!;
    if (label < 0) continue;
    let number = numbers.get(label);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(label, number);
    }
    dense[index] = number;
  }
  const sizes = new Int32Array(numbers.size);
  for (const label of dense) if (label >= 0) sizes[label]!++;
  const here = new Int32Array(numbers.size);

  return {
    within(members) {
      for (const node of members) if (dense[node]! >= 0) here[dense[node]!]!++;
      const result = new Int32Array(members.length).fill(-1);
      let known = 0;
      for (let index = 0; index < members.length; index++) {
        const label = dense[members[index]!]!;
        if (label < 0 || here[label]! * 2 <= sizes[label]!) continue;
        result[index] = label;
        known++;
      }
      for (const node of members) if (dense[node]! >= 0) here[dense[node]!] = 0;
      return known > 0 ? result : null;
    },
  };
}
