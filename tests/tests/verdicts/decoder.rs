//! A program that decodes bodies with the crates of one side.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::bodies::Body;
use crate::crates::{self, Pair, Side};
use crate::public::{Files, Public};

/// The package of the program, with an arm for each operation.
pub(crate) fn package<'a>(
    name: &str,
    pairs: &'a [Pair],
    side: impl Fn(&'a Pair) -> &'a Side,
) -> Files {
    let sides: Vec<&Side> = pairs.iter().map(side).collect();
    let mut arms = String::new();
    for side in &sides {
        let krate = side.name.replace('-', "_");
        for public in &side.public {
            let Public::Operation { ty, method, path } = public else {
                continue;
            };
            let ty = ty.replacen("api", &krate, 1);
            let key = key(side, method, path);
            arms.push_str(&format!(
                "        {key:?} => decode!({krate}, {ty}, status, body),\n"
            ));
        }
    }
    let program = include_str!("decoder_program.rs").replace("        // ARMS\n", &arms);
    Files::from([
        ("Cargo.toml".to_owned(), crates::manifest(name, &sides)),
        ("src/main.rs".to_owned(), program),
    ])
}

fn key(side: &Side, method: &str, path: &str) -> String {
    format!("{} {method} {path}", side.name)
}

/// The bodies that the crate of a side fails on, with its errors. An operation that it does not have
/// is not asked.
pub(crate) fn failures(
    workspace: &Path,
    package: &str,
    asked: &[(&Side, &[Body])],
) -> Vec<Vec<String>> {
    let mut lines = String::new();
    let mut sides = Vec::new();
    for (number, (side, bodies)) in asked.iter().enumerate() {
        for body in *bodies {
            let has = |it: &Public| {
                matches!(it, Public::Operation { method, path, .. }
                if *method == body.method && *path == body.path)
            };
            if !side.public.iter().any(has) {
                continue;
            }
            let key = key(side, &body.method, &body.path);
            for sample in &body.samples {
                lines.push_str(&format!("{key}\t{}\t{sample}\n", body.status));
                sides.push((number, sample.to_string()));
            }
        }
    }
    let said = run(&workspace.join("target/debug").join(package), lines);
    let answers: Vec<&str> = said.lines().collect();
    assert_eq!(answers.len(), sides.len(), "{package} stopped");
    let mut failures = vec![Vec::new(); asked.len()];
    for ((number, sample), answer) in sides.into_iter().zip(answers) {
        if let Some(error) = answer.strip_prefix("error\t") {
            failures[number].push(format!("{error}: {sample}"));
        }
    }
    failures
}

fn run(program: &Path, lines: String) -> String {
    let mut child = Command::new(program)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    String::from_utf8(output.stdout).unwrap()
}
