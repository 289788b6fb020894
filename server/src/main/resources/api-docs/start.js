'use strict'
SwaggerUIBundle({
  dom_id: '#api',
  url: '/api/docs/open-api.yaml',
  deepLinking: true,
  docExpansion: 'none',
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  filter: true,
  showExtensions: true,
  validatorUrl: null, // nothing is sent elsewhere
})
