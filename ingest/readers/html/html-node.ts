/** As much of a DOM node as the readers look at. */
export interface HtmlNode {
  readonly nodeType: number;
  readonly localName?: string;
  readonly textContent: string | null;
  readonly childNodes: Iterable<HtmlNode>;
  getAttribute?(name: string): string | null;
}

/** A parsed page. */
export interface HtmlDocument extends HtmlNode {
  readonly documentElement: HtmlNode | null;
  readonly title: string;
  querySelector(selector: string): HtmlNode | null;
  querySelectorAll(selector: string): ArrayLike<HtmlNode> & Iterable<HtmlNode>;
}

export const ELEMENT_NODE = 1;
export const TEXT_NODE = 3;

/** Elements that hold no prose of the page: code, data, controls, pictures. */
const SKIPPED = new Set(
  'script style noscript template iframe object embed svg canvas audio video img picture map head title meta link button select option input textarea dialog datalist progress meter'.split(
    ' ',
  ),
);

/** True when nothing inside the element is read. */
export function isSkipped(element: HtmlNode): boolean {
  if (SKIPPED.has(element.localName ?? '')) return true;
  if (element.getAttribute?.('hidden') != null || element.getAttribute?.('aria-hidden') === 'true')
    return true;
  return /display\s*:\s*none|visibility\s*:\s*hidden/i.test(element.getAttribute?.('style') ?? '');
}
