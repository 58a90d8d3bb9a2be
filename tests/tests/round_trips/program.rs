//! Reads lines of a number of a type and a value, and writes what the type makes of the value.

use std::io::{BufRead, Write, stdin, stdout};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// What comes back, and whether the type knew what it was.
fn trip<T: Serialize + DeserializeOwned>(
    json: &str,
    is_unknown: fn(&T) -> bool,
) -> Result<(bool, String), String> {
    let value: T = serde_json::from_str(json).map_err(|error| format!("decoding: {error}"))?;
    let text = serde_json::to_string(&value).map_err(|error| format!("encoding: {error}"))?;
    Ok((is_unknown(&value), text))
}

fn back(number: usize, json: &str) -> Result<(bool, String), String> {
    match number {
        // ARMS
        _ => Err(format!("there is no type {number}: {:?}", trip::<()>(json, |_| false))),
    }
}

pub(crate) fn main() {
    let mut out = stdout().lock();
    for line in stdin().lock().lines() {
        let line = line.expect("lines are text");
        let (number, json) = line.split_once('\t').expect("a type and a value");
        let number = number.parse().expect("the number of a type");
        let (word, text) = match back(number, json) {
            Ok((false, text)) => ("ok", text),
            Ok((true, text)) => ("unknown", text),
            Err(error) => ("error", error.replace('\n', " ")),
        };
        writeln!(out, "{word}\t{text}").expect("somebody reads");
    }
}
