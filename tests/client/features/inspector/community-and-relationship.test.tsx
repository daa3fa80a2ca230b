import { screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { Inspector } from '../../../../client/src/features/inspector/Inspector.tsx';
import { failure, startFakeServer } from '../../support/fake-server.ts';
import { aCommunityDetail, aJob, aRelationship, aStatus } from '../../support/records.ts';
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

  test('of quotes is written by the model at a click, whose price is told, and shown when it is done', async () => {
    const { report } = aCommunityDetail();
    let written = false;
    const server = startFakeServer();
    server.on('GET /api/status', () =>
      aStatus({ models: { extractor: 'model', chat: 'gpt-x', embedding: null } }),
    );
    server.on('GET /api/communities/:id', () =>
      aCommunityDetail(
        written && report ? { report: { ...report, origin: 'model', summary: 'Written by it.' } } : {},
      ),
    );
    server.on('POST /api/communities/:id/report', () => ({ jobId: 'j-report' }));
    server.on('GET /api/jobs/:id', () => {
      written = true;
      return aJob({ id: 'j-report', kind: 'report', state: 'done', endedAt: '2026-11-01T10:00:00Z' });
    });
    const { user } = renderPart(<Inspector selection={selection} />);
    const button = await screen.findByRole('button', { name: 'Have the model write it' });
    expect(screen.getByText('Takes gpt-x about 800 tokens in and 300 out')).toBeTruthy();
    await user.click(button);
    expect(await screen.findByText('Written by it.')).toBeTruthy();
    expect(screen.getByText('Written by the model from the evidence')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Have the model write it' })).toBeNull();
  });

  test('that could not be written says why, and there is no button without a model', async () => {
    const server = startFakeServer();
    server.on('GET /api/status', () =>
      aStatus({ models: { extractor: 'model', chat: 'gpt-x', embedding: null } }),
    );
    server.on('GET /api/communities/:id', () => aCommunityDetail());
    server.on('POST /api/communities/:id/report', () =>
      failure(503, 'model-unavailable', 'It does not answer'),
    );
    const first = renderPart(<Inspector selection={selection} />, 'zh');
    await first.user.click(await screen.findByRole('button', { name: '让模型撰写' }));
    expect((await screen.findByRole('alert')).textContent).toContain('It does not answer');
    first.unmount();
    server.on('GET /api/status', () => aStatus());
    renderPart(<Inspector selection={selection} />);
    await screen.findByText('Ways to adapt a model.');
    expect(screen.queryByRole('button', { name: 'Have the model write it' })).toBeNull();
  });
});
