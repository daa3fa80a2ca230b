/** What a person settled about the index. Decisions survive every rebuild. */
export interface Decision {
  id: string;
  kind: 'merge' | 'keep-apart' | 'rename' | 'retype' | 'hide' | 'pin';
  /** Surfaces or names the decision is about: two or more for merge and keep-apart, one otherwise. */
  subject: string[];
  /** New name or type, for rename and retype. */
  value?: string;
  reason: string;
  /** ISO 8601. */
  at: string;
}
