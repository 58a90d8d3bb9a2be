//! Changes of schemas.

/// Schemas before and after.
pub(super) const SCHEMAS: &[(&str, &str, &str)] = &[
    (
        "an optional member of what is sent",
        "Params: {type: object, required: [id], properties: {id: {type: string}}}
Answer: {type: object}",
        "Params: {type: object, required: [id], properties: {id: {type: string}, size: {type: integer}}}
Answer: {type: object}",
    ),
    (
        "a required member of what is sent",
        "Params: {type: object, required: [id], properties: {id: {type: string}}}
Answer: {type: object}",
        "Params: {type: object, required: [id, size], properties: {id: {type: string}, size: {type: integer}}}
Answer: {type: object}",
    ),
    (
        "the first required member of what is sent",
        "Params: {type: object, properties: {id: {type: string}}}
Answer: {type: object}",
        "Params: {type: object, required: [size], properties: {id: {type: string}, size: {type: integer}}}
Answer: {type: object}",
    ),
    (
        "an optional member of what is received",
        "Params: {type: object}
Answer: {type: object, required: [id], properties: {id: {type: string}}}",
        "Params: {type: object}
Answer: {type: object, required: [id], properties: {id: {type: string}, size: {type: integer}}}",
    ),
    (
        "a required member of what is received",
        "Params: {type: object}
Answer: {type: object, required: [id], properties: {id: {type: string}}}",
        "Params: {type: object}
Answer: {type: object, required: [id, size], properties: {id: {type: string}, size: {type: integer}}}",
    ),
    (
        "a required list of what is received, which is empty where it is absent",
        "Params: {type: object}
Answer: {type: object, properties: {id: {type: string}}}",
        "Params: {type: object}
Answer: {type: object, required: [sizes], properties: {id: {type: string}, sizes: {type: array, items: {type: integer}}}}",
    ),
    (
        "from optional to required, sent",
        "Params: {type: object, properties: {id: {type: string}, size: {type: integer}}, required: [id]}
Answer: {type: object}",
        "Params: {type: object, properties: {id: {type: string}, size: {type: integer}}, required: [id, size]}
Answer: {type: object}",
    ),
    (
        "from optional to required, received",
        "Params: {type: object}
Answer: {type: object, properties: {id: {type: string}, size: {type: integer}}, required: [id]}",
        "Params: {type: object}
Answer: {type: object, properties: {id: {type: string}, size: {type: integer}}, required: [id, size]}",
    ),
    (
        "a list from optional to required, received",
        "Params: {type: object}
Answer: {type: object, properties: {sizes: {type: array, items: {type: integer}}}}",
        "Params: {type: object}
Answer: {type: object, required: [sizes], properties: {sizes: {type: array, items: {type: integer}}}}",
    ),
    (
        "null, required",
        "Params: {type: object, required: [size], properties: {size: {type: integer}}}
Answer: {type: object, required: [size], properties: {size: {type: integer}}}",
        "Params: {type: object, required: [size], properties: {size: {type: [integer, 'null']}}}
Answer: {type: object, required: [size], properties: {size: {type: [integer, 'null']}}}",
    ),
    (
        "null, optional",
        "Params: {type: object, properties: {size: {type: integer}}}
Answer: {type: object, properties: {size: {type: integer}}}",
        "Params: {type: object, properties: {size: {type: [integer, 'null']}}}
Answer: {type: object, properties: {size: {type: [integer, 'null']}}}",
    ),
    (
        "a wider integer",
        "Params: {type: object, properties: {size: {type: integer, format: int32}}}
Answer: {type: object, properties: {size: {type: integer, format: int32}}}",
        "Params: {type: object, properties: {size: {type: integer}}}
Answer: {type: object, properties: {size: {type: integer}}}",
    ),
    (
        "a text that becomes a date-time",
        "Params: {type: object, properties: {at: {type: string}}}
Answer: {type: object, properties: {at: {type: string}}}",
        "Params: {type: object, properties: {at: {type: string, format: date-time}}}
Answer: {type: object, properties: {at: {type: string, format: date-time}}}",
    ),
    (
        "a text that becomes an enum",
        "Params: {type: object, properties: {kind: {type: string}}}
Answer: {type: object, properties: {kind: {type: string}}}",
        "Params: {type: object, properties: {kind: {$ref: '#/components/schemas/Kind'}}}
Answer: {type: object, properties: {kind: {$ref: '#/components/schemas/Kind'}}}
Kind: {type: string, enum: [cat, dog]}",
    ),
    (
        "a value that becomes a list",
        "Params: {type: object, properties: {size: {type: integer}}}
Answer: {type: object, properties: {size: {type: integer}}}",
        "Params: {type: object, properties: {size: {type: array, items: {type: integer}}}}
Answer: {type: object, properties: {size: {type: array, items: {type: integer}}}}",
    ),
    (
        "a member that closes a cycle",
        "Params: {type: object}
Answer: {type: object, properties: {next: {$ref: '#/components/schemas/Other'}}}
Other: {type: object, properties: {id: {type: string}}}",
        "Params: {type: object}
Answer: {type: object, properties: {next: {$ref: '#/components/schemas/Other'}}}
Other: {type: object, properties: {id: {type: string}, before: {$ref: '#/components/schemas/Answer'}}}",
    ),
    (
        "a member that closes a cycle, seen from another one",
        "Params: {type: object}
Answer: {type: object, properties: {id: {type: string}}}
Zed: {type: object, properties: {next: {$ref: '#/components/schemas/Answer'}}}",
        "Params: {type: object}
Answer: {type: object, properties: {id: {type: string}, zed: {$ref: '#/components/schemas/Zed'}}}
Zed: {type: object, properties: {next: {$ref: '#/components/schemas/Answer'}}}",
    ),
    (
        "the name of a member",
        "Params: {type: object}
Answer: {type: object, properties: {size: {type: integer}}}",
        "Params: {type: object}
Answer: {type: object, properties: {size: {type: integer, x-rust-name: width}}}",
    ),
    (
        "the name of a member on the wire",
        "Params: {type: object, properties: {pet-size: {type: integer}}}
Answer: {type: object, required: [pet-size], properties: {pet-size: {type: integer}}}",
        "Params: {type: object, properties: {petSize: {type: integer}}}
Answer: {type: object, required: [petSize], properties: {petSize: {type: integer}}}",
    ),
    (
        "the order of required members",
        "Params: {type: object, required: [id, name], properties: {id: {type: string}, name: {type: string}}}
Answer: {type: object, required: [id, name], properties: {id: {type: string}, name: {type: string}}}",
        "Params: {type: object, required: [id, name], properties: {name: {type: string}, id: {type: string}}}
Answer: {type: object, required: [id, name], properties: {name: {type: string}, id: {type: string}}}",
    ),
    (
        "other members",
        "Params: {type: object, properties: {id: {type: string}}}
Answer: {type: object, properties: {id: {type: string}}}",
        "Params: {type: object, additionalProperties: true, properties: {id: {type: string}}}
Answer: {type: object, additionalProperties: true, properties: {id: {type: string}}}",
    ),
    (
        "limits",
        "Params: {type: object, properties: {size: {type: integer, maximum: 10}, name: {type: string}, step: {type: integer, multipleOf: 4}}}
Answer: {type: object, properties: {size: {type: integer, maximum: 10}, name: {type: string}}}",
        "Params: {type: object, properties: {size: {type: integer, maximum: 5}, name: {type: string, minLength: 1, pattern: '^a'}, step: {type: integer, multipleOf: 2}}}
Answer: {type: object, properties: {size: {type: integer, maximum: 5}, name: {type: string, minLength: 1}}}",
    ),
    (
        "a limit that excludes its value",
        "Params: {type: object, properties: {size: {type: integer, minimum: 1}, sizes: {type: array, items: {type: integer}}}}
Answer: {type: object}",
        "Params: {type: object, properties: {size: {type: integer, exclusiveMinimum: 1}, sizes: {type: array, uniqueItems: true, items: {type: integer}}}}
Answer: {type: object}",
    ),
    (
        "a format without a type of its own",
        "Params: {type: object, properties: {to: {type: string}}}
Answer: {type: object, properties: {to: {type: string}}}",
        "Params: {type: object, properties: {to: {type: string, format: email}}}
Answer: {type: object, properties: {to: {type: string, format: email}}}",
    ),
    (
        "a default",
        "Params: {type: object, properties: {size: {type: integer}}}
Answer: {type: object, properties: {size: {type: integer}}}",
        "Params: {type: object, properties: {size: {type: integer, default: 1}}}
Answer: {type: object, properties: {size: {type: integer, default: 1}}}",
    ),
    (
        "another default",
        "Params: {type: object, properties: {size: {type: integer, default: 1}}}
Answer: {type: object}",
        "Params: {type: object, properties: {size: {type: integer, default: 2}}}
Answer: {type: object}",
    ),
    (
        "deprecation, descriptions, and what `Debug` shows",
        "Params: {type: object, properties: {size: {type: integer}, name: {type: string}}}
Answer: {type: object, description: An answer.}",
        "Params: {type: object, deprecated: true, properties: {size: {type: integer, deprecated: true}, name: {type: string, x-rust-sensitive: true}}}
Answer: {type: object, description: What comes back.}",
    ),
    (
        "a value of an enum that is sent",
        "Params: {type: object, properties: {kind: {$ref: '#/components/schemas/Kind'}}}
Answer: {type: object}
Kind: {type: string, enum: [cat, dog]}",
        "Params: {type: object, properties: {kind: {$ref: '#/components/schemas/Kind'}}}
Answer: {type: object}
Kind: {type: string, enum: [cat, dog, bird]}",
    ),
    (
        "a value of an enum that is received",
        "Params: {type: object}
Answer: {type: object, properties: {kind: {$ref: '#/components/schemas/Kind'}}}
Kind: {type: string, enum: [cat, dog]}",
        "Params: {type: object}
Answer: {type: object, properties: {kind: {$ref: '#/components/schemas/Kind'}}}
Kind: {type: string, enum: [cat, dog, bird]}",
    ),
    (
        "names, texts and the order of values",
        "Params: {type: object, properties: {kind: {$ref: '#/components/schemas/Kind'}}}
Answer: {type: object}
Kind: {type: string, enum: [cat, dog, us-east]}",
        "Params: {type: object, properties: {kind: {$ref: '#/components/schemas/Kind'}}}
Answer: {type: object}
Kind: {type: string, enum: [dog, cat, us_east], x-rust-variants: {cat: Feline}}",
    ),
    (
        "a type of a union, told apart by a member",
        "Params: {type: object, properties: {shape: {$ref: '#/components/schemas/Shape'}}}
Answer: {type: object, properties: {shape: {$ref: '#/components/schemas/Shape'}}}
Shape: {oneOf: [{$ref: '#/components/schemas/Circle'}, {$ref: '#/components/schemas/Square'}]}
Circle: {type: object, required: [radius], properties: {radius: {type: number}}}
Square: {type: object, required: [side], properties: {side: {type: number}}}
Line: {type: object, required: [length], properties: {length: {type: number}}}",
        "Params: {type: object, properties: {shape: {$ref: '#/components/schemas/Shape'}}}
Answer: {type: object, properties: {shape: {$ref: '#/components/schemas/Shape'}}}
Shape: {oneOf: [{$ref: '#/components/schemas/Circle'}, {$ref: '#/components/schemas/Square'}, {$ref: '#/components/schemas/Line'}]}
Circle: {type: object, required: [radius], properties: {radius: {type: number}}}
Square: {type: object, required: [side], properties: {side: {type: number}}}
Line: {type: object, required: [length], properties: {length: {type: number}}}",
    ),
    (
        "a type of a union that looks like another one",
        "Params: {type: object}
Answer: {type: object, properties: {shape: {oneOf: [{$ref: '#/components/schemas/Circle'}, {type: boolean}]}}}
Circle: {type: object, required: [radius], properties: {radius: {type: number}}}
Arc: {type: object, required: [radius], properties: {radius: {type: string}}}",
        "Params: {type: object}
Answer: {type: object, properties: {shape: {oneOf: [{$ref: '#/components/schemas/Circle'}, {type: boolean}, {$ref: '#/components/schemas/Arc'}]}}}
Circle: {type: object, required: [radius], properties: {radius: {type: number}}}
Arc: {type: object, required: [radius], properties: {radius: {type: string}}}",
    ),
    (
        "what an alias stands for",
        "Params: {type: object, properties: {size: {$ref: '#/components/schemas/Size'}}}
Answer: {type: object, properties: {size: {$ref: '#/components/schemas/Size'}}}
Size: {type: integer, format: int32}",
        "Params: {type: object, properties: {size: {$ref: '#/components/schemas/Size'}}}
Answer: {type: object, properties: {size: {$ref: '#/components/schemas/Size'}}}
Size: {type: integer}",
    ),
    (
        "a name for a type that had none",
        "Params: {type: object, properties: {name: {type: string}}}
Answer: {type: object, properties: {name: {type: string}}}",
        "Params: {type: object, properties: {name: {$ref: '#/components/schemas/Name'}}}
Answer: {type: object, properties: {name: {$ref: '#/components/schemas/Name'}}}
Name: {type: string}",
    ),
    (
        "an enum that becomes any text",
        "Params: {type: object, properties: {kind: {$ref: '#/components/schemas/Kind'}}}
Answer: {type: object, properties: {kind: {$ref: '#/components/schemas/Kind'}}}
Kind: {type: string, enum: [cat, dog]}",
        "Params: {type: object, properties: {kind: {$ref: '#/components/schemas/Kind'}}}
Answer: {type: object, properties: {kind: {$ref: '#/components/schemas/Kind'}}}
Kind: {type: string}",
    ),
    (
        "a schema",
        "Params: {type: object}
Answer: {type: object}",
        "Params: {type: object}
Answer: {type: object}
Toy: {type: object, properties: {id: {type: string}}}",
    ),
    (
        "the name of a type",
        "Params: {type: object}
Answer: {type: object, properties: {toy: {$ref: '#/components/schemas/Toy'}, toys: {type: array, items: {$ref: '#/components/schemas/Toy'}}}}
Toy: {type: object, properties: {id: {type: string}}}",
        "Params: {type: object}
Answer: {type: object, properties: {toy: {$ref: '#/components/schemas/Toy'}, toys: {type: array, items: {$ref: '#/components/schemas/Toy'}}}}
Toy: {type: object, x-rust-name: Plaything, properties: {id: {type: string}}}",
    ),
    (
        "a branch with a member of another one, as another kind of value",
        "Params: {type: object}
Answer: {anyOf: [{$ref: '#/components/schemas/Circle'}, {$ref: '#/components/schemas/Square'}]}
Circle: {type: object, properties: {radius: {type: integer}}}
Square: {type: object, properties: {side: {type: string}}}",
        "Params: {type: object}
Answer: {anyOf: [{$ref: '#/components/schemas/Circle'}, {$ref: '#/components/schemas/Square'}]}
Circle: {type: object, properties: {radius: {type: integer}, side: {type: integer}}}
Square: {type: object, properties: {side: {type: string}}}",
    ),
    (
        "a type that is sent as well",
        "Params: {type: object}
Answer: {type: object, properties: {toy: {$ref: '#/components/schemas/Toy'}}}
Toy: {type: object, properties: {id: {type: string}}}",
        "Params: {type: object, properties: {toy: {$ref: '#/components/schemas/Toy'}}}
Answer: {type: object, properties: {toy: {$ref: '#/components/schemas/Toy'}}}
Toy: {type: object, properties: {id: {type: string}}}",
    ),
    (
        "a type that is received as well",
        "Params: {type: object, properties: {toy: {$ref: '#/components/schemas/Toy'}}}
Answer: {type: object}
Toy: {type: object, properties: {id: {type: string}}}",
        "Params: {type: object, properties: {toy: {$ref: '#/components/schemas/Toy'}}}
Answer: {type: object, properties: {toy: {$ref: '#/components/schemas/Toy'}}}
Toy: {type: object, properties: {id: {type: string}}}",
    ),
    (
        "a member that is not sent any more",
        "Params: {$ref: '#/components/schemas/Toy'}
Answer: {$ref: '#/components/schemas/Toy'}
Toy: {type: object, properties: {id: {type: string}, size: {type: integer}}}",
        "Params: {$ref: '#/components/schemas/Toy'}
Answer: {$ref: '#/components/schemas/Toy'}
Toy: {type: object, properties: {id: {type: string, readOnly: true}, size: {type: integer}}}",
    ),
];
