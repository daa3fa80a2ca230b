import { useEffect, useRef } from 'react';

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/**
 * Tells when files are dragged over the page, so that the place for them can be opened; files that miss it are not
 * opened by the browser in place of the page.
 */
export function useFileDrag(onDrag: () => void): void {
  const told = useRef(onDrag);
  told.current = onDrag;
  useEffect(() => {
    const onEnter = (event: DragEvent) => {
      // Only the drag's way into the window: every element that it crosses later tells of an entry too.
      if (carriesFiles(event) && event.relatedTarget === null) told.current();
    };
    const onOver = (event: DragEvent) => {
      if (carriesFiles(event)) event.preventDefault();
    };
    window.addEventListener('dragenter', onEnter);
    window.addEventListener('dragover', onOver);
    window.addEventListener('drop', onOver);
    return () => {
      window.removeEventListener('dragenter', onEnter);
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('drop', onOver);
    };
  }, []);
}
