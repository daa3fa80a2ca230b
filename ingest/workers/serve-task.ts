import type { MessagePort } from 'node:worker_threads';
import type { BuildProgress } from '../../domain/ports/index-builder.ts';
import { createChannel } from './channel.ts';
import type { FromWorker, TaskName, ToWorker, WorkerTasks } from './tasks.ts';

/** What a task does in its thread: takes pieces as they come, then gives pieces, each taken before the next is made. */
export interface TaskBody<Name extends TaskName> {
  take(piece: WorkerTasks[Name]['in']): void;
  give(
    onProgress: (progress: BuildProgress) => void,
  ): Iterable<WorkerTasks[Name]['out']> | AsyncIterable<WorkerTasks[Name]['out']>;
}

/** Runs one task over its port, as `createWorkerPool` speaks to it. */
export async function serveTask<Name extends TaskName>(
  port: MessagePort,
  body: TaskBody<Name>,
): Promise<void> {
  type In = WorkerTasks[Name]['in'];
  type Out = WorkerTasks[Name]['out'];
  const channel = createChannel<FromWorker<Out>, ToWorker<In>>(port);
  try {
    for (let message = await ask(); message.kind === 'piece'; message = await ask()) body.take(message.piece);
    for await (const piece of body.give((progress) => channel.send({ kind: 'progress', progress }))) {
      channel.send({ kind: 'piece', piece });
      await channel.receive();
    }
    channel.send({ kind: 'end' });
  } finally {
    channel.close();
  }

  /** Pieces are only sent when asked for, so that none wait copied on this side. */
  function ask(): Promise<ToWorker<In>> {
    channel.send({ kind: 'ready' });
    return channel.receive();
  }
}
