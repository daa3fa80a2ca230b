import { useTranslation } from 'react-i18next';
import type { ReportResponse } from '../../../../domain/api/communities.ts';
import { cleanMarks } from '../../components/clean-marks.ts';
import { Quote } from '../../components/Quote.tsx';
import { Section } from '../../components/Section.tsx';
import classes from './inspector.module.css';
import { WriteReport } from './WriteReport.tsx';

type FindingResponse = ReportResponse['findings'][number];

/** A finding: quoted where it is the sentence itself, else the claim with its sentences below. */
function Finding({ finding }: { finding: FindingResponse }) {
  const [first, ...others] = finding.evidence;
  const text = cleanMarks(finding.text);
  if (first && cleanMarks(first.quote) === text && others.length === 0) {
    return <Quote text={first.quote} place={first} source={first.source ?? ''} showSource />;
  }
  return (
    <>
      <p className={classes.findingText}>{text}</p>
      {finding.evidence.map((item) => (
        <Quote
          key={`${item.documentId} ${item.start}`}
          text={item.quote}
          place={item}
          source={item.source ?? ''}
          showSource
        />
      ))}
    </>
  );
}

/** What a community is about: a summary and findings, each linked to what it rests on. */
export function CommunityReport({
  communityId,
  report,
  title,
}: {
  communityId: string;
  report: ReportResponse | null;
  title: string;
}) {
  const { t } = useTranslation();
  if (!report) {
    return (
      <Section title={t('inspector.report')}>
        <p className={classes.absent}>{t('inspector.noReport')}</p>
      </Section>
    );
  }
  const origin = report.origin === 'extractive' ? t('inspector.extractive') : t('inspector.byModel');
  return (
    <>
      <Section title={t('inspector.report')}>
        {report.title !== title ? <p className={classes.reportTitle}>{report.title}</p> : null}
        <p className={classes.prose}>{cleanMarks(report.summary)}</p>
        <p className={classes.note}>{origin}</p>
        {report.origin === 'extractive' ? <WriteReport key={communityId} communityId={communityId} /> : null}
        {report.stale ? (
          <p className={classes.note}>
            {t(report.origin === 'extractive' ? 'inspector.toWrite' : 'inspector.stale')}
          </p>
        ) : null}
      </Section>
      {report.findings.length > 0 ? (
        <Section title={t('inspector.findings')} aside={report.findings.length}>
          <ol className={classes.findings}>
            {report.findings.map((finding) => (
              <li key={finding.text}>
                <Finding finding={finding} />
              </li>
            ))}
          </ol>
        </Section>
      ) : null}
    </>
  );
}
