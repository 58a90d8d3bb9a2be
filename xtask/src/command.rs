//! Running other programs, visibly.

use std::env;
use std::ffi::OsString;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::Failure;

/// A program to run, and what it is for.
#[derive(Clone, Debug)]
pub(crate) struct Check {
    /// What it is called in the list.
    pub(crate) name: String,
    arguments: Vec<String>,
    variables: Vec<(&'static str, &'static str)>,
}

impl Check {
    /// `cargo` with arguments that are separated by spaces.
    pub(crate) fn cargo(name: &str, arguments: &str) -> Self {
        Self {
            name: name.to_owned(),
            arguments: arguments.split(' ').map(str::to_owned).collect(),
            variables: Vec::new(),
        }
    }

    /// The same with an environment variable.
    pub(crate) fn with(mut self, name: &'static str, value: &'static str) -> Self {
        self.variables.push((name, value));
        self
    }

    /// The line that a person would type.
    pub(crate) fn line(&self) -> String {
        let variables = self
            .variables
            .iter()
            .map(|(name, value)| format!("{name}='{value}' "));
        format!(
            "{}cargo {}",
            variables.collect::<String>(),
            self.arguments.join(" ")
        )
    }

    /// Runs it; the answer is whether it succeeded, and how long it took.
    pub(crate) fn run(&self) -> Result<(bool, Duration), Failure> {
        let started = Instant::now();
        let status = Command::new(program())
            .args(&self.arguments)
            .envs(self.variables.iter().copied())
            .stdin(Stdio::null())
            .status()
            .map_err(|error| format!("cannot run `{}`: {error}", self.line()))?;
        Ok((status.success(), started.elapsed()))
    }
}

/// True when `cargo` with these arguments succeeds, whatever it prints.
pub(crate) fn succeeds(arguments: &[&str]) -> bool {
    let command = Command::new(program())
        .args(arguments)
        .stdin(Stdio::null())
        .output();
    command.is_ok_and(|output| output.status.success())
}

/// Through rustup's proxy, so that `+toolchain` works.
pub(crate) fn program() -> OsString {
    match env::var_os("CARGO_HOME") {
        Some(home) if env::var_os("RUSTUP_TOOLCHAIN").is_none() => {
            let proxy = std::path::Path::new(&home).join("bin/cargo");
            if proxy.exists() {
                proxy.into()
            } else {
                "cargo".into()
            }
        }
        _ => "cargo".into(),
    }
}
