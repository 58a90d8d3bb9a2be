//! Changes of whole documents.

/// Whole documents before and after.
pub(super) const DOCUMENTS: &[(&str, &str, &str)] = &[
    (
        "servers",
        "{openapi: 3.1.0, info: {title: Pets, version: '1'}, paths: {}, servers: [{url: 'https://a.example'}, {url: 'https://{region}.example', variables: {region: {default: eu}}}]}",
        "{openapi: 3.1.0, info: {title: Pets, version: '2'}, paths: {}, servers: [{url: 'https://{region}.example', variables: {region: {default: us}}}, {url: 'https://a.example'}, {url: 'https://b.example'}]}",
    ),
    (
        "credentials",
        "{openapi: 3.1.0, info: {title: Pets, version: '1'}, security: [{key: []}], components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}, user: {type: http, scheme: basic}}}, paths: {/pets: {get: {operationId: list, responses: {'200': {description: Pets.}}}}}}",
        "{openapi: 3.1.0, info: {title: Pets, version: '1'}, security: [{key: [], user: []}], components: {securitySchemes: {key: {type: apiKey, in: query, name: key}, user: {type: http, scheme: basic}}}, paths: {/pets: {get: {operationId: list, responses: {'200': {description: Pets.}}}}}}",
    ),
];
