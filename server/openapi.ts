import { z } from 'zod';
import { ErrorResponse } from '../domain/api/common.ts';
import type { Reply, Route } from './route.ts';

type JsonSchema = Record<string, unknown>;

/** The description of every route of the table. @see https://spec.openapis.org/oas/v3.1.0 */
export function describeApi(routes: readonly Route[], version: string): JsonSchema {
  const paths: Record<string, JsonSchema> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: describeRoute(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Orrery', version },
    paths,
    components: {
      schemas: { Error: schemaOf(ErrorResponse, 'output') },
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    },
    security: [{}, { token: [] }],
  };
}

function describeRoute(route: Route): JsonSchema {
  const parameters = [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')];
  const body = requestBody(route);
  return {
    summary: route.summary,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: body } : {}),
    responses: {
      ...Object.fromEntries(route.replies.map((reply) => [reply.status, describeReply(reply)])),
      default: {
        description: 'A failure',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  };
}

function describeReply({ description, mediaType = 'application/json', schema }: Reply): JsonSchema {
  if (!schema && mediaType === 'application/json') return { description };
  return { description, content: { [mediaType]: schema ? { schema: schemaOf(schema, 'output') } : {} } };
}

function requestBody({ body, upload }: Route): JsonSchema | null {
  if (!body) return null;
  const files = {
    type: 'object',
    properties: { files: { type: 'array', items: { type: 'string', format: 'binary' } } },
  };
  return {
    required: true,
    content: {
      'application/json': { schema: schemaOf(body, 'input') },
      ...(upload ? { 'multipart/form-data': { schema: files } } : {}),
    },
  };
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): JsonSchema[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...described }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema: described,
  }));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return described;
}
