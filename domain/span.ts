/** A half-open range `[start, end)` of UTF-16 code units; what it counts in is said where it is used. */
export interface Span {
  start: number;
  end: number;
}
