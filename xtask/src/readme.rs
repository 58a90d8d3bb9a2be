//! The front page that a new crate starts with. It is people's from then on.

use codegen::COMMAND;

use crate::diff;

/// What a user has to know to begin: what there is, how to make a call, what can go wrong.
pub(crate) fn first(name: &str, schema: &str, has_client: bool) -> String {
    let calls = match has_client {
        true => calls(&name.replace('-', "_")),
        false => String::new(),
    };
    let what = match has_client {
        true => "types, operations and clients",
        false => "types",
    };
    let schema = diff::code(schema);
    format!("# {name}\n\nRust {what}, generated from {schema} by `{COMMAND}`.\n{calls}")
}

fn calls(library: &str) -> String {
    format!(
        r#"
## Calls

```rust,ignore
use {library}::{{Client, Credential}};

let client = Client::builder("https://api.example.com")
    .credential(Credential::bearer(token))
    .build()?;
let answer = client.call::<SomeOperation>(operation).await?;
```

`Client::builder` says what it takes. An operation is made with what it requires, and has a setter for
all else; the module that it lives in is also a method of the client, with a method for each of its
operations. `.await` makes a call, within 30 seconds and up to 8 MiB, unless `.with(…)` before it, or
in the builder, says otherwise. Make one client for the whole application, and clone it.

What fails is an `Error`: `is_timeout()`, `is_connect()`, `is_rate_limited()` with `retry_after()`,
`is_decode()`, or else `status()` and `body()` of an answer that says no. `refusal::<SomeOperation>()`
is that body with its type. A call is made again by itself only if it cannot have been processed.

## Features

| feature | adds |
|---|---|
| `client`, on by default | `Client`, which is asynchronous, for `tokio`: `reqwest`, with `rustls` |
| `blocking` | `blocking::Client`: `.send()` in place of `.await`; `ureq`, with `rustls` |
| `native-tls` | the TLS of the system for both |
| `tracing` | a span for each call, without anything that is secret |
| `test-util` | `example()` of what is received, and `testing::FakeApi`, which answers without a server |

With `default-features = false` there are the types and the operations alone, for an HTTP client of
one's own; then only `serde` and `serde_json` are needed. `Cargo.toml` lists what else there is.
"#
    )
}
