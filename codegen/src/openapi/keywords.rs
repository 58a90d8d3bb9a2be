//! The keys that each object of OpenAPI knows. Each list is sorted.

/// What an object is called, and which keys it knows.
#[derive(Debug)]
pub(crate) struct Keywords {
    /// The object, as a message calls it.
    pub(crate) object: &'static str,
    /// The keys, sorted.
    pub(crate) known: &'static [&'static str],
}

/// The extensions that mean something here, sorted.
pub(crate) const EXTENSIONS: &[&str] = &[
    "x-enum-descriptions",
    "x-enumDescriptions",
    "x-rust-client",
    "x-rust-error",
    "x-rust-keep-empty",
    "x-rust-name",
    "x-rust-sensitive",
    "x-rust-server-when",
    "x-rust-variants",
    "x-since",
];

macro_rules! keywords {
    ($($name:ident: $object:literal, $known:expr;)+) => {
        $(pub(crate) const $name: &Keywords = &Keywords { object: $object, known: &$known };)+

        #[cfg(test)]
        const ALL: &[&Keywords] = &[$($name,)+];
    };
}

keywords! {
    DOCUMENT: "the document", [
        "$self", "components", "externalDocs", "info", "jsonSchemaDialect", "openapi", "paths",
        "security", "servers", "tags", "webhooks",
    ];
    OVERLAY: "an overlay", ["actions", "extends", "info", "overlay"];
    OVERLAY_INFO: "`info` of an overlay", ["description", "title", "version"];
    ACTION: "an action", ["copy", "description", "remove", "target", "update"];
    INFO: "`info`", [
        "contact", "description", "license", "summary", "termsOfService", "title", "version",
    ];
    CONTACT: "`contact`", ["email", "name", "url"];
    LICENSE: "`license`", ["identifier", "name", "url"];
    TAG: "a tag", ["description", "externalDocs", "kind", "name", "parent", "summary"];
    EXTERNAL_DOCS: "`externalDocs`", ["description", "url"];
    LINK: "a link", [
        "$ref", "description", "operationId", "operationRef", "parameters", "requestBody", "server",
    ];
    EXAMPLE: "an example", [
        "$ref", "dataValue", "description", "externalValue", "serializedValue", "summary", "value",
    ];
    HEADER: "a header", [
        "$ref", "allowEmptyValue", "allowReserved", "content", "deprecated", "description",
        "example", "examples", "explode", "required", "schema", "style",
    ];
    DISCRIMINATOR: "a discriminator", ["defaultMapping", "mapping", "propertyName"];
    XML: "`xml`", ["attribute", "name", "namespace", "nodeType", "prefix", "wrapped"];
    OAUTH_FLOWS: "`flows`", [
        "authorizationCode", "clientCredentials", "deviceAuthorization", "implicit", "password",
    ];
    OAUTH_FLOW: "a flow", [
        "authorizationUrl", "deviceAuthorizationUrl", "refreshUrl", "scopes", "tokenUrl",
    ];
    SERVER: "a server", ["description", "name", "url", "variables"];
    SERVER_VARIABLE: "a server's variable", ["default", "description", "enum"];
    ENCODING: "an encoding", [
        "allowReserved", "contentType", "encoding", "explode", "headers", "itemEncoding",
        "prefixEncoding", "style",
    ];
    COMPONENTS: "`components`", [
        "callbacks", "examples", "headers", "links", "mediaTypes", "parameters", "pathItems",
        "requestBodies", "responses", "schemas", "securitySchemes",
    ];
    PATH_ITEM: "a path item", [
        "$ref", "additionalOperations", "delete", "description", "get", "head", "options",
        "parameters", "patch", "post", "put", "query", "servers", "summary", "trace",
    ];
    OPERATION: "an operation", [
        "callbacks", "deprecated", "description", "externalDocs", "operationId", "parameters",
        "requestBody", "responses", "security", "servers", "summary", "tags",
    ];
    PARAMETER: "a parameter", [
        "$ref", "allowEmptyValue", "allowReserved", "content", "deprecated", "description",
        "example", "examples", "explode", "in", "name", "required", "schema", "style",
    ];
    REQUEST_BODY: "a request body", ["$ref", "content", "description", "required", "summary"];
    RESPONSE: "a response", ["$ref", "content", "description", "headers", "links", "summary"];
    MEDIA_TYPE: "a media type", [
        "$ref", "description", "encoding", "example", "examples", "itemEncoding", "itemSchema",
        "prefixEncoding", "schema",
    ];
    SECURITY_SCHEME: "a security scheme", [
        "$ref", "bearerFormat", "deprecated", "description", "flows", "in", "name",
        "oauth2MetadataUrl", "openIdConnectUrl", "scheme", "type",
    ];
    SCHEMA: "a schema", [
        "$anchor", "$comment", "$defs", "$dynamicAnchor", "$dynamicRef", "$id", "$ref", "$schema",
        "$vocabulary", "additionalProperties", "allOf", "anyOf", "const", "contains",
        "contentEncoding", "contentMediaType", "contentSchema", "default", "definitions",
        "dependencies", "dependentRequired", "dependentSchemas", "deprecated", "description",
        "discriminator", "else", "enum", "example", "examples", "exclusiveMaximum",
        "exclusiveMinimum", "externalDocs", "format", "if", "items", "maxContains", "maxItems",
        "maxLength", "maxProperties", "maximum", "minContains", "minItems", "minLength",
        "minProperties", "minimum", "multipleOf", "not", "nullable", "oneOf", "pattern",
        "patternProperties", "prefixItems", "properties", "propertyNames", "readOnly", "required",
        "then", "title", "type", "unevaluatedItems", "unevaluatedProperties", "uniqueItems",
        "writeOnly", "xml",
    ];
}

#[cfg(test)]
mod tests {
    #[test]
    fn lists_are_sorted() {
        for keywords in super::ALL {
            assert!(keywords.known.is_sorted(), "{}", keywords.object);
            assert!(super::EXTENSIONS.is_sorted());
        }
    }
}
