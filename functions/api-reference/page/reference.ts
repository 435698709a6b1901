import { followReferences, type Json } from './follow-references.ts';

type Component = (properties: Readonly<Record<string, unknown>>) => unknown;

interface System {
  readonly React: {
    createElement(component: Component, properties: Readonly<Record<string, unknown>>): unknown;
  };
}

/** https://swagger.io/docs/open-source-tools/swagger-ui/usage/configuration/ */
declare const SwaggerUIBundle: (options: Readonly<Record<string, unknown>>) => void;

/** Swagger UI's own way to follow references reads the whole document anew for each operation, which takes it seconds. */
const resolvesAtOnce = () => ({
  fn: {
    resolveSubtree: async (document: Json, path: readonly (string | number)[]) => ({
      errors: [],
      spec: followReferences(document, path),
    }),
  },
});

/** The input for an API key is a text: without this, browsers would keep keys among what was typed before. */
const keysAreNotKept = () => ({
  wrapComponents: {
    Input:
      (input: Component, { React }: System): Component =>
      properties =>
        React.createElement(input, { ...properties, autoComplete: 'off' }),
  },
});

SwaggerUIBundle({
  dom_id: '#reference',
  url: '/openapi.json',
  deepLinking: true,
  displayRequestDuration: true,
  filter: true,
  defaultModelsExpandDepth: 0,
  // no badge of swagger.io, whatever the layout
  validatorUrl: null,
  // else API keys would go to the browser's storage
  persistAuthorization: false,
  plugins: [resolvesAtOnce, keysAreNotKept],
});
