import { Fragment, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CitationResponse } from '../../../../domain/api/ask.ts';
import { useNavigator } from '../../components/navigator.ts';
import { type AnswerParagraph, type AnswerPiece, answerParagraphs } from './answer-paragraphs.ts';
import { type AnswerState, unsupportedSentences } from './answer-state.ts';
import classes from './ask.module.css';
import { litOfAnswer, litOfCitation } from './lit-of-answer.ts';

/** The number of a citation: hovering lights its names on the map, a click opens its sentence. */
export function CitationNumber({ answer, citation }: { answer: AnswerState; citation: CitationResponse }) {
  const { t } = useTranslation();
  const { openDocument, light } = useNavigator();
  const { number, documentId, start, end, source, quote, entityIds } = citation;
  const show = () => light(litOfCitation(number, entityIds));
  const hide = () => light(litOfAnswer(answer));
  return (
    <button
      type="button"
      className={classes.citation}
      aria-label={t('ask.citation', { number, source })}
      title={quote}
      onMouseEnter={show}
      onMouseLeave={hide}
      onFocus={show}
      onBlur={hide}
      onClick={() => openDocument({ documentId, start, end })}
    >
      {number}
    </button>
  );
}

function Pieces({ paragraph, answer }: { paragraph: AnswerParagraph; answer: AnswerState }) {
  const { t } = useTranslation();
  const { citations, status } = answer;
  const piece = (one: AnswerPiece) => {
    if (one.kind === 'words') {
      if (!one.isUnsupported) return one.text;
      return (
        <span className={classes.unsupported} title={t('ask.noSource')}>
          {one.text}
        </span>
      );
    }
    const citation = citations.find(({ number }) => number === one.number);
    if (citation) return <CitationNumber answer={answer} citation={citation} />;
    // Its sentence comes when the answer is whole.
    return status === 'streaming' ? <span className={classes.pending}>{one.number}</span> : null;
  };
  // Pieces of a finished paragraph never move, so their place is their identity.
  return paragraph.pieces.map((one, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <Fragment key={index}>{piece(one)}</Fragment>
  ));
}

/** The text of an answer with its citations as numbers; what no source says is underlined. */
export function AnswerText({ answer }: { answer: AnswerState }) {
  const paragraphs = useMemo(() => {
    const spans = unsupportedSentences(answer).flatMap(({ start, end }) =>
      start === undefined || end === undefined ? [] : [{ start, end }],
    );
    return answerParagraphs(answer.text, spans);
  }, [answer]);
  const language = answer.plan?.language === 'zh' ? 'zh-CN' : 'en';
  return (
    <div className={classes.text} lang={language} aria-live="polite">
      {paragraphs.map((paragraph, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs are only ever added at the end
        <p key={index} className={classes.paragraph} data-item={paragraph.isItem}>
          <Pieces paragraph={paragraph} answer={answer} />
        </p>
      ))}
    </div>
  );
}
