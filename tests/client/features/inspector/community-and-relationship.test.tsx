import { screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { Inspector } from '../../../../client/src/features/inspector/Inspector.tsx';
import { startFakeServer } from '../../support/fake-server.ts';
import { aCommunityDetail, aRelationship } from '../../support/records.ts';
import { renderPart } from '../../support/render-part.tsx';

describe('The inspector of a relationship', () => {
  const selection = { kind: 'relationship', id: 'r-1' } as const;

  function serve(relationship = aRelationship()) {
    startFakeServer().on('GET /api/relationships/:id', () => relationship);
  }

  test('shows both ends, the relation and the sentences that state it, each linked', async () => {
    serve();
    const { user, navigator } = renderPart(<Inspector selection={selection} />);
    expect((await screen.findByRole('heading', { level: 2, name: /LoRA/ })).textContent).toBe(
      'LoRA is a fine-tuning',
    );
    expect(screen.getByText('stated')).toBeTruthy();
    const sentences = screen.getByRole('region', { name: 'The sentences behind it' });
    await user.click(within(sentences).getByRole('button'));
    expect(navigator.openDocument).toHaveBeenCalledWith(
      expect.objectContaining({ documentId: 'd-notes', start: 60, end: 96 }),
    );
    await user.click(screen.getByRole('button', { name: 'fine-tuning' }));
    expect(navigator.select).toHaveBeenCalledWith({ kind: 'entity', id: 'e-tuning' }, { fly: true });
  });

  test('says what is not verified, and why there is no sentence', async () => {
    const [evidence] = aRelationship().evidence;
    if (!evidence) throw new Error('the relationship has no evidence');
    serve(aRelationship({ evidence: [{ ...evidence, verified: false }] }));
    const first = renderPart(<Inspector selection={selection} />, 'zh');
    expect(await screen.findByText('未核实')).toBeTruthy();
    first.unmount();
    serve(aRelationship({ origin: 'manual', evidence: [] }));
    renderPart(<Inspector selection={selection} />, 'zh');
    expect(await screen.findByText('没有原句作为依据，来源：人工。')).toBeTruthy();
  });

  test('goes to the map', async () => {
    serve();
    const { user, navigator } = renderPart(<Inspector selection={selection} />);
    await user.click(await screen.findByRole('button', { name: 'Show on the map' }));
    expect(navigator.showOnMap).toHaveBeenCalledWith(selection);
  });
});

describe('The inspector of a community', () => {
  const selection = { kind: 'community', id: 'c-tuning' } as const;

  function serve(community = aCommunityDetail()) {
    startFakeServer().on('GET /api/communities/:id', () => community);
  }

  test('shows its report with every finding linked, and that it is quoted', async () => {
    serve();
    const { user, navigator } = renderPart(<Inspector selection={selection} />);
    expect(await screen.findByText('Ways to adapt a model.')).toBeTruthy();
    expect(screen.getByText('Taken from your documents, not generated')).toBeTruthy();
    const findings = screen.getByRole('region', { name: 'Findings' });
    await user.click(within(findings).getByRole('button', { name: /LoRA is a kind of fine-tuning/ }));
    expect(navigator.openDocument).toHaveBeenCalledWith(expect.objectContaining({ start: 60, end: 96 }));
  });

  test('lists the strongest members of how many, and what is inside it', async () => {
    serve();
    const { user, navigator } = renderPart(<Inspector selection={selection} />, 'zh');
    const members = await screen.findByRole('region', { name: '最重要的成员' });
    expect(within(members).getByText('1 / 12')).toBeTruthy();
    await user.click(within(members).getByRole('button', { name: /LoRA/ }));
    expect(navigator.select).toHaveBeenCalledWith({ kind: 'entity', id: 'e-lora' }, { fly: true });
    const children = screen.getByRole('region', { name: '下级社区' });
    await user.click(within(children).getByRole('button', { name: /Adapters/ }));
    expect(navigator.select).toHaveBeenCalledWith({ kind: 'community', id: 'c-adapters' }, { fly: true });
  });

  test('without a report it says so, and an old one is told as old', async () => {
    serve(aCommunityDetail({ report: null }));
    const first = renderPart(<Inspector selection={selection} />);
    expect(await screen.findByText('No report has been written for this community yet.')).toBeTruthy();
    first.unmount();
    const { report } = aCommunityDetail();
    serve(aCommunityDetail({ report: report && { ...report, origin: 'model', stale: true } }));
    renderPart(<Inspector selection={selection} />);
    expect(await screen.findByText('The community changed after this was written')).toBeTruthy();
  });
});
