import type { DocumentPlace, Selection } from '../selection.ts';

/** Which section of the rail is open beside the map. */
export const PANELS = ['map', 'ask', 'cypher', 'library'] as const;
export type Panel = (typeof PANELS)[number];

/** All that a link restores. */
export interface UrlState {
  /** Null: what suits the window (the map; on a phone, Ask). */
  panel: Panel | null;
  selection: Selection | null;
  place: DocumentPlace | null;
  /** The map's camera: middle in layout units, zoom as a multiple of the fitted one. */
  camera: { x: number; y: number; zoom: number } | null;
  /** The question in the Ask panel and the saved answer to it. */
  question: string;
  answerId: string | null;
  /** The query in the Cypher panel. */
  query: string;
  /** Reading the map as a list. */
  list: boolean;
  /** Where panels take turns: the map is looked at, the panel waits behind it. */
  mapInFront: boolean;
}

const SELECTION_KINDS = ['entity', 'community', 'relationship'] as const;

function readSelection(parameters: URLSearchParams): Selection | null {
  for (const kind of SELECTION_KINDS) {
    const id = parameters.get(kind);
    if (id) return { kind, id };
  }
  return null;
}

function readPlace(parameters: URLSearchParams): DocumentPlace | null {
  const documentId = parameters.get('document');
  if (!documentId) return null;
  const span = /^(\d+)-(\d+)$/.exec(parameters.get('at') ?? '');
  return span ? { documentId, start: Number(span[1]), end: Number(span[2]) } : { documentId };
}

function readCamera(parameters: URLSearchParams): UrlState['camera'] {
  const [x, y, zoom] = (parameters.get('camera') ?? '').split(',').map(Number);
  if (x === undefined || y === undefined || zoom === undefined) return null;
  return Number.isFinite(x) && Number.isFinite(y) && zoom > 0 ? { x, y, zoom } : null;
}

/** Reads `?panel=ask&entity=...`; what it cannot read is left out. */
export function parseUrlState(search: string): UrlState {
  const parameters = new URLSearchParams(search);
  const panel = parameters.get('panel');
  return {
    panel: PANELS.find((known) => known === panel) ?? null,
    selection: readSelection(parameters),
    place: readPlace(parameters),
    camera: readCamera(parameters),
    question: parameters.get('question') ?? '',
    answerId: parameters.get('answer'),
    query: parameters.get('query') ?? '',
    list: parameters.get('list') === '1',
    mapInFront: parameters.get('front') === 'map',
  };
}

const rounded = (value: number): string => String(Number(value.toPrecision(6)));

/** The search part of an address, `''` for the empty state; `parseUrlState` reads it back. */
export function formatUrlState(state: UrlState): string {
  const parameters = new URLSearchParams();
  if (state.panel) parameters.set('panel', state.panel);
  if (state.selection) parameters.set(state.selection.kind, state.selection.id);
  if (state.place) {
    parameters.set('document', state.place.documentId);
    const { start, end } = state.place;
    if (start !== undefined && end !== undefined) parameters.set('at', `${start}-${end}`);
  }
  if (state.question) parameters.set('question', state.question);
  if (state.answerId) parameters.set('answer', state.answerId);
  if (state.query) parameters.set('query', state.query);
  if (state.list) parameters.set('list', '1');
  if (state.mapInFront) parameters.set('front', 'map');
  if (state.camera) {
    parameters.set('camera', [state.camera.x, state.camera.y, state.camera.zoom].map(rounded).join(','));
  }
  const text = parameters.toString();
  return text ? `?${text}` : '';
}
