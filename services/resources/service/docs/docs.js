'use strict';

// Shows openapi.json, and asks nobody but the server that it is of: no fonts, no proxy, no
// figures for others. Keys stay in the page and are forgotten with it.
Scalar.createApiReference('#reference', {
  url: 'openapi.json',
  proxyUrl: '',
  withDefaultFonts: false,
  telemetry: false,
  persistAuth: false,
  hideClientButton: true,
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
});
