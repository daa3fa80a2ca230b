import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentPlace } from '../selection.ts';
import { cleanMarks } from './clean-marks.ts';
import { findSurfaces } from './find-surfaces.ts';
import { useNavigator } from './navigator.ts';
import classes from './quote.module.css';

/** A text with the given surfaces in bold. */
function MarkedText({ text, surfaces = [] }: { text: string; surfaces?: readonly string[] }) {
  const parts = useMemo(() => findSurfaces(text, surfaces), [text, surfaces]);
  let at = 0;
  return parts.map((part) => {
    const key = at;
    at += part.text.length;
    return part.marked ? (
      <b key={key} className={classes.surface}>
        {part.text}
      </b>
    ) : (
      part.text
    );
  });
}

/** A sentence of a document, readable, that opens the document at its characters. */
export function Quote({
  text,
  place,
  source,
  surfaces,
  showSource = false,
}: {
  text: string;
  place: DocumentPlace;
  source: string;
  surfaces?: readonly string[];
  showSource?: boolean;
}) {
  const { t } = useTranslation();
  const { openDocument } = useNavigator();
  const readable = useMemo(() => cleanMarks(text), [text]);
  return (
    <button
      type="button"
      className={classes.quote}
      onClick={() => openDocument(place)}
      title={t('inspector.openQuote', { source })}
    >
      <span className={classes.text}>
        <MarkedText text={readable} {...(surfaces ? { surfaces } : {})} />
      </span>
      {showSource ? <span className={classes.source}>{source}</span> : null}
    </button>
  );
}
