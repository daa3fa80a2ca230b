/** Keys united into clusters, with pairs that must stay apart. */
export class NameClusters {
  private readonly parent = new Map<string, string>();
  private readonly memberLists = new Map<string, string[]>();
  private readonly apart: readonly (readonly [string, string])[];

  /** @param apart pairs of keys that no union may bring together */
  constructor(apart: readonly (readonly [string, string])[]) {
    this.apart = apart;
  }

  /** The key that stands for the cluster; the key itself when it was never united. */
  find(key: string): string {
    let root = key;
    for (let next = this.parent.get(root); next !== undefined; next = this.parent.get(root)) root = next;
    for (let current = key; current !== root; ) {
      const next = this.parent.get(current) ?? root;
      this.parent.set(current, root);
      current = next;
    }
    return root;
  }

  /** All keys of the cluster that holds this key, in order of union. */
  members(key: string): readonly string[] {
    const root = this.find(key);
    return this.memberLists.get(root) ?? [root];
  }

  /** Unites the clusters of two keys; false when they were one, or must stay apart. */
  unite(left: string, right: string): boolean {
    const a = this.find(left);
    const b = this.find(right);
    if (a === b) return false;
    const together = new Set([...this.members(a), ...this.members(b)]);
    if (this.apart.some(([one, other]) => together.has(one) && together.has(other))) return false;
    this.parent.set(b, a);
    this.memberLists.set(a, [...together]);
    this.memberLists.delete(b);
    return true;
  }
}
