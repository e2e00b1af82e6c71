/* global SwaggerUIBundle */
SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#viewer',
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  // Nothing is fetched from, or sent to, anywhere else.
  validatorUrl: null,
  queryConfigEnabled: false,
});
