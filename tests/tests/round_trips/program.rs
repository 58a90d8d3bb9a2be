//! Reads lines of a type and a value, and writes what the type makes of the value.

use std::io::{BufRead, Write, stdin, stdout};

use serde::Serialize;
use serde::de::DeserializeOwned;

fn trip<T: Serialize + DeserializeOwned>(json: &str) -> Result<String, String> {
    let value: T = serde_json::from_str(json).map_err(|error| format!("decoding: {error}"))?;
    serde_json::to_string(&value).map_err(|error| format!("encoding: {error}"))
}

fn back(path: &str, json: &str) -> Result<String, String> {
    match path {
        // ARMS
        _ => Err(format!("there is no `{path}`: {}", trip::<()>(json).is_ok())),
    }
}

fn main() {
    let mut out = stdout().lock();
    for line in stdin().lock().lines() {
        let line = line.expect("lines are text");
        let (path, json) = line.split_once('\t').expect("a type and a value");
        let (word, text) = match back(path, json) {
            Ok(text) => ("ok", text),
            Err(error) => ("error", error.replace('\n', " ")),
        };
        writeln!(out, "{word}\t{text}").expect("somebody reads");
    }
}
