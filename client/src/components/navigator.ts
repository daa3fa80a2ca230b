import { createContext, useContext } from 'react';
import type { DocumentPlace, LitEntities, Selection } from '../selection.ts';

/** What any part of the page may ask of the whole: features know each other only through this. */
export interface Navigator {
  /** Selects, opens the inspector, and flies there when asked. */
  select: (selection: Selection | null, options?: { fly?: boolean }) => void;
  /** Selects, and brings the map to the front with the thing in its middle. */
  showOnMap: (selection: Selection) => void;
  /** Opens the document at the place. */
  openDocument: (place: DocumentPlace) => void;
  /** Lights the map for an answer; null puts it out. */
  light: (lit: LitEntities | null) => void;
  /** Opens Ask with the question and asks it. */
  ask: (question: string) => void;
  /** Opens Cypher with the query. */
  cypher: (query: string) => void;
  openLibrary: () => void;
}

const NavigatorContext = createContext<Navigator | null>(null);

/** Gives the parts below it their navigator. */
export const NavigatorProvider = NavigatorContext.Provider;

/** The navigator of the page. @throws Error outside a NavigatorProvider */
export function useNavigator(): Navigator {
  const navigator = useContext(NavigatorContext);
  if (!navigator) throw new Error('useNavigator needs a NavigatorProvider above it');
  return navigator;
}
