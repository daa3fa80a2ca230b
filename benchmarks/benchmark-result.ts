/** One measured thing and its figures, for a table or for JSON. */
export interface BenchmarkResult {
  name: string;
  figures: Record<string, number | string>;
}
