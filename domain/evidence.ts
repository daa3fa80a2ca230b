/** The sentence that states a relationship, a claim or a finding. Offsets into the document's text. */
export interface Evidence {
  documentId: string;
  chunkId: string;
  start: number;
  end: number;
  /** True when both ends (or an alias of each) were found in what is cited, or its heading names one of them. */
  verified: boolean;
}
