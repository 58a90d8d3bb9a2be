//! Changes of operations.

/// An answer or a body.
pub(super) const PET: &str = "{content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}, description: A pet.}";

/// Operations before and after; `PET` stands for an answer or a body.
pub(super) const OPERATIONS: &[(&str, &str, &str)] = &[
    (
        "an operation",
        "/pets: {get: {operationId: list, responses: {'200': PET}}}",
        "/pets: {get: {operationId: list, responses: {'200': PET}}, post: {operationId: add, responses: {'200': PET}}}",
    ),
    (
        "the name of an operation",
        "/pets: {get: {operationId: list, responses: {'200': PET}}}",
        "/pets: {get: {operationId: list, x-rust-name: all, responses: {'200': PET}}}",
    ),
    (
        "the module of an operation",
        "/pets: {get: {operationId: list, tags: [pets], responses: {'200': PET}}}",
        "/animals: {get: {operationId: list, tags: [animals], responses: {'200': PET}}}",
    ),
    (
        "method and path",
        "/pets: {get: {operationId: list, responses: {'200': PET}}}",
        "/animals: {post: {operationId: list, responses: {'200': PET}}}",
    ),
    (
        "an optional parameter",
        "/pets: {get: {operationId: list, responses: {'200': PET}}}",
        "/pets: {get: {operationId: list, parameters: [{name: limit, in: query, schema: {type: integer}}], responses: {'200': PET}}}",
    ),
    (
        "a required parameter",
        "/pets: {get: {operationId: list, responses: {'200': PET}}}",
        "/pets: {get: {operationId: list, parameters: [{name: limit, in: query, required: true, schema: {type: integer}}], responses: {'200': PET}}}",
    ),
    (
        "where a parameter goes",
        "/pets: {get: {operationId: list, parameters: [{name: limit, in: query, schema: {type: integer}}], responses: {'200': PET}}}",
        "/pets: {get: {operationId: list, parameters: [{name: limit, in: header, schema: {type: integer}}], responses: {'200': PET}}}",
    ),
    (
        "how a parameter is written, and its type",
        "/pets: {get: {operationId: list, parameters: [{name: ids, in: query, schema: {type: array, items: {type: string}}}, {name: size, in: query, schema: {type: integer}}], responses: {'200': PET}}}",
        "/pets: {get: {operationId: list, parameters: [{name: ids, in: query, explode: false, schema: {type: array, items: {type: string}}}, {name: size, in: query, schema: {type: string}}], responses: {'200': PET}}}",
    ),
    (
        "the name of a parameter",
        "/pets: {get: {operationId: list, parameters: [{name: limit, in: query, schema: {type: integer}}], responses: {'200': PET}}}",
        "/pets: {get: {operationId: list, parameters: [{name: limit, in: query, x-rust-name: most, schema: {type: integer}}], responses: {'200': PET}}}",
    ),
    (
        "a body",
        "/pets: {post: {operationId: add, responses: {'200': PET}}}",
        "/pets: {post: {operationId: add, requestBody: PET, responses: {'200': PET}}}",
    ),
    (
        "a body that has to be there",
        "/pets: {post: {operationId: add, requestBody: PET, responses: {'200': PET}}}",
        "/pets: {post: {operationId: add, requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}, responses: {'200': PET}}}",
    ),
    (
        "the form of a body",
        "/pets: {post: {operationId: add, requestBody: PET, responses: {'200': PET}}}",
        "/pets: {post: {operationId: add, requestBody: {content: {application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/Pet'}}}}, responses: {'200': PET}}}",
    ),
    (
        "what is answered",
        "/pets: {get: {operationId: list, responses: {'200': PET}}}",
        "/pets: {get: {operationId: list, responses: {'200': {description: A toy., content: {application/json: {schema: {$ref: '#/components/schemas/Toy'}}}}}}}",
    ),
    (
        "an answer that nobody described",
        "/pets: {get: {operationId: list, responses: {'200': PET}}}",
        "/pets: {get: {operationId: list, responses: {'200': PET, '201': PET, '404': {description: No pet.}}}}",
    ),
    (
        "an answer without a body",
        "/pets: {get: {operationId: list, responses: {'200': PET}}}",
        "/pets: {get: {operationId: list, responses: {'200': PET, '204': {description: No pet.}}}}",
    ),
    (
        "what is answered by status",
        "/pets: {get: {operationId: list, responses: {'200': PET, '201': {description: A toy., content: {application/json: {schema: {$ref: '#/components/schemas/Toy'}}}}}}}",
        "/pets: {get: {operationId: list, responses: {'200': {description: A size., content: {application/json: {schema: {type: integer}}}}, '202': {description: A toy., content: {application/json: {schema: {$ref: '#/components/schemas/Toy'}}}}}}}",
    ),
    (
        "what is answered when it fails",
        "/pets: {get: {operationId: list, responses: {'200': PET, '404': PET}}}",
        "/pets: {get: {operationId: list, responses: {'200': PET, '404': {description: A toy., content: {application/json: {schema: {$ref: '#/components/schemas/Toy'}}}}}}}",
    ),
];
