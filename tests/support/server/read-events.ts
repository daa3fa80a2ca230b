/** One server-sent event, its data parsed. */
export interface ReadEvent {
  id: number | null;
  event: string;
  data: unknown;
}

/** The events of a reply as they come; ends with the reply. Comments are left out. */
export async function* readEvents(response: Response): AsyncGenerator<ReadEvent> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of response.body ?? []) {
    const blocks = (rest + decoder.decode(piece, { stream: true })).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = new Map(
        block
          .split('\n')
          .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
      );
      const data = fields.get('data');
      if (data === undefined) continue;
      const id = fields.get('id');
      yield {
        id: id === undefined ? null : Number(id),
        event: fields.get('event') ?? 'message',
        data: JSON.parse(data),
      };
    }
  }
}

/** All items of a finite stream. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
