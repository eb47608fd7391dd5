// Shows the document that the page names, to be read: calls are made on the page "Try it".
const place = document.getElementById("swagger-ui");
SwaggerUIBundle({
  domNode: place,
  url: place.dataset.url,
  validatorUrl: "none",
  supportedSubmitMethods: [],
  queryConfigEnabled: false,
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  presets: [SwaggerUIBundle.presets.apis],
});
