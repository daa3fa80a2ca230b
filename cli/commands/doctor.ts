import { access, constants, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type DataFolder, type FolderHolder, holdDataFolder } from '../../adapters/data-folder.ts';
import { sizeOfMemory } from '../../adapters/models/disk-memory.ts';
import type { Output } from '../output.ts';
import { openRuntime } from '../runtime.ts';
import { version } from '../version.ts';
import type { CommandContext } from '../with-server.ts';
import { megabytes, modelFolder } from './forget.ts';
import { modelFindings } from './model-findings.ts';

export interface Finding {
  check: string;
  ok: boolean;
  detail: string;
}

/** `orrery doctor`: looks at everything that a start needs; 1 when something is wrong. Never changes an index. */
export async function doctorCommand(context: CommandContext, output: Output): Promise<number> {
  const findings: Finding[] = [
    { check: 'orrery', ok: true, detail: version },
    nodeFinding(),
    await folderFinding(context.dataFolder),
    bindingFinding('@node-rs/jieba', 'reads Chinese'),
    bindingFinding('@grafeo-db/js', 'the embedded store'),
    await storeFinding(context),
    await memoryFinding(context.dataFolder),
    ...(await modelFindings(context.config.model, context.dataFolder)),
  ];
  output.result(
    { findings },
    findings.map(({ check, ok, detail }) => `${ok ? 'ok  ' : 'FAIL'} ${check}: ${detail}`),
  );
  return findings.every(({ ok }) => ok) ? 0 : 1;
}

function nodeFinding(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const ok = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;
  return {
    check: 'node',
    ok,
    detail: ok ? process.version : `${process.version}; Orrery needs 20.19, 22.12 or 24 and later`,
  };
}

async function folderFinding(folder: string): Promise<Finding> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.R_OK | constants.W_OK);
    return { check: 'data folder', ok: true, detail: folder };
  } catch (error) {
    return {
      check: 'data folder',
      ok: false,
      detail: `${folder} cannot be written: ${(error as Error).message}`,
    };
  }
}

async function memoryFinding(dataFolder: string): Promise<Finding> {
  const folder = modelFolder(dataFolder);
  const size = megabytes(await sizeOfMemory(folder));
  return {
    check: 'remembered',
    ok: true,
    detail: `${size} of what models told, in ${folder}, so that nothing is paid for twice; \`orrery forget\` lets go of it`,
  };
}

function bindingFinding(name: string, purpose: string): Finding {
  try {
    createRequire(import.meta.url)(name);
    return { check: name, ok: true, detail: purpose };
  } catch (error) {
    const reason = (error as Error).message.split('\n')[0];
    return {
      check: name,
      ok: false,
      detail: `${purpose}, but it does not load here (${process.platform} ${process.arch}): ${reason}`,
    };
  }
}

function heldFinding(holder: FolderHolder): Finding {
  return {
    check: 'store',
    ok: true,
    detail: `held by process ${holder.pid}${holder.url ? ` at ${holder.url}` : ''}`,
  };
}

async function storeFinding(context: CommandContext): Promise<Finding> {
  try {
    const answer = await holdDataFolder(context.dataFolder);
    if ('holder' in answer) return heldFinding(answer.holder);
    return await openedFinding(context, answer.held);
  } catch (error) {
    return { check: 'store', ok: false, detail: (error as Error).message };
  }
}

async function openedFinding(context: CommandContext, data: DataFolder): Promise<Finding> {
  try {
    const runtime = await openRuntime({ ...context, data, host: '127.0.0.1', port: 0 });
    const { name, version: engine } = await runtime.store.describe();
    const { documents, entities } = await runtime.store.info();
    await runtime.close();
    return {
      check: 'store',
      ok: true,
      detail: `${name} ${engine}, ${documents} documents, ${entities} entities`,
    };
  } finally {
    await data.release();
  }
}
