/** Run as a process: opens the embedded store in a folder and applies one change after another, telling each acknowledged version. */
import { createEmbeddedStore } from '../../adapters/stores/embedded/embedded-store.ts';
import { aDocument, anEntity, aRelationship, writing } from '../contract/index-fixture.ts';

const SIZE = 50;

async function main(dataFolder: string): Promise<void> {
  const store = await createEmbeddedStore({ dataFolder });
  for (let { version } = await store.info(); ; version++) {
    const numbers = Array.from({ length: SIZE }, (_, number) => `${version}-${number}`);
    const info = await store.apply(
      writing({
        documents: [aDocument({ id: `d-${version}` })],
        entities: numbers.map((id) => anEntity({ id })),
        relationships: numbers.map((id) =>
          aRelationship({ id: `r-${id}`, sourceId: id, targetId: `${version}-0` }),
        ),
      }),
    );
    process.stdout.write(`${info.version}\n`);
  }
}

await main(process.argv[2] ?? '');
