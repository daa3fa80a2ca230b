import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = path.join(import.meta.dirname, '../../..');
const read = (name: string) => readFileSync(path.join(root, name), 'utf8');

interface Service {
  build?: string;
  image: string;
  user?: string;
  ports?: string[];
  environment?: Record<string, string>;
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
  privileged?: boolean;
  network_mode?: string;
  cap_drop?: string[];
  volumes?: string[];
}

const compose = parse(read('docker-compose.yml'), { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};
const services = Object.entries(compose.services);
/** Instructions of the Dockerfile, continued lines joined. */
const instructions = read('Dockerfile')
  .replaceAll(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));
const lastStage = instructions.slice(instructions.findLastIndex((line) => line.startsWith('FROM ')));
const instruction = (name: string) => lastStage.filter((line) => line.startsWith(`${name} `));

describe('docker-compose.yml', () => {
  it('starts Orrery and Neo4j Community', () => {
    expect(services.map(([name]) => name).sort()).toEqual(['neo4j', 'orrery']);
    expect(compose.services.neo4j?.image).toMatch(/^neo4j:\d[\d.]*-community$/);
  });

  it.each(services)('publishes the ports of %s on loopback only', (_name, { ports, network_mode }) => {
    expect(ports?.length).toBeGreaterThan(0);
    for (const port of ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
    expect(network_mode).toBeUndefined();
  });

  it.each(services)(
    'holds no secret of %s, and does not start without one',
    (_name, { environment = {} }) => {
      const secrets = Object.entries(environment).filter(([name]) => /TOKEN|PASSWORD|AUTH|KEY/.test(name));
      expect(secrets.length).toBeGreaterThan(0);
      for (const [name, value] of secrets) {
        expect(value, name).toMatch(/^(neo4j\/)?\$\{[A-Z0-9_]+:[?-].*\}$/);
        // A key of a model may be missing, with an empty default; nothing else has any default.
        if (!name.startsWith('OPENAI_')) expect(value, name).toContain(':?');
        else expect(value, name).toMatch(/:-\}$/);
      }
    },
  );

  it.each(services)('tells whether %s is healthy', (_name, { build, healthcheck }) => {
    const ofImage = build === undefined ? [] : instruction('HEALTHCHECK');
    expect(healthcheck !== undefined || ofImage.length > 0).toBe(true);
  });

  it('starts Orrery when Neo4j answers', () => {
    expect(compose.services.orrery?.depends_on).toEqual({ neo4j: { condition: 'service_healthy' } });
    expect(compose.services.orrery?.environment?.NEO4J_URI).toBe('bolt://neo4j:7687');
  });

  it.each(services)('runs %s as another user than root, without privileges', (_name, service) => {
    const user =
      service.user ?? (service.build === undefined ? 'root' : instruction('USER').at(-1)?.slice(5));
    expect(user).toMatch(/^[1-9]\d*(:[1-9]\d*)?$/);
    expect(service.privileged).toBeUndefined();
    expect(service.cap_drop).toEqual(['ALL']);
  });

  it.each(services)('keeps the data of %s in volumes', (_name, service) => {
    const named = (service.volumes ?? []).map((volume) => volume.split(':'));
    expect(named.map(([, place]) => place)).toContain('/data');
    for (const [volume = ''] of named) expect(Object.keys(compose.volumes)).toContain(volume);
  });
});

describe('the Dockerfile', () => {
  it('builds in stages on a Debian image and installs what the lock file says', () => {
    const bases = instructions.filter((line) => line.startsWith('FROM '));
    expect(bases.length).toBeGreaterThan(2);
    for (const base of bases) expect(base).toMatch(/^FROM (node:\d+-bookworm-slim|manifest)( AS \w+)?$/);
    const installs = instructions.filter((line) => /npm (ci|install)/.test(line));
    expect(installs).toEqual(['RUN npm ci', 'RUN npm ci --omit=dev']);
  });

  it('copies into the last image only what runs', () => {
    expect(instruction('COPY').join('\n')).not.toMatch(/COPY \. /);
    expect(instruction('RUN').join('\n')).not.toMatch(/npm|apt/);
  });

  it('listens on every address of the container only, with the data in a volume', () => {
    expect(instruction('CMD')).toEqual([
      'CMD ["serve", "--host", "0.0.0.0", "--port", "4750", "--data", "/data"]',
    ]);
    expect(instruction('VOLUME')).toEqual(['VOLUME /data']);
  });
});

describe('.dockerignore', () => {
  it('lets in what is named, and no environment file', () => {
    const lines = read('.dockerignore').split('\n');
    expect(lines).toContain('*');
    expect(lines).toContain('**/.env*');
    for (const needed of [
      'package.json',
      'package-lock.json',
      '.npmrc',
      'vite.config.ts',
      'client',
      'scripts',
    ])
      expect(lines).toContain(`!${needed}`);
  });

  it('lets in every source folder that the build reads', () => {
    const lines = new Set(read('.dockerignore').split('\n'));
    const { include } = JSON.parse(read('tsconfig.server.json')) as { include: string[] };
    const folders = include.map((glob) => glob.split('/')[0] ?? '');
    for (const folder of [...folders, 'client', 'samples']) expect(lines, folder).toContain(`!${folder}`);
  });
});
