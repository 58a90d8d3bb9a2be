//! Prism, as a program of its own.

use std::env;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// Prism with a document, until the value is dropped.
pub(crate) struct Prism {
    pub(crate) base_url: String,
    child: Child,
}

impl Prism {
    /// Starts Prism with a document, on a free port. None without Prism, which is said.
    pub(crate) fn start(document: &Path) -> Option<Self> {
        let Some(program) = env::var_os("PRISM") else {
            println!(
                "skipped: `PRISM` does not say where Prism is; `cargo xtask prism` installs it"
            );
            return None;
        };
        // By Node itself, so that it is this process that is ended.
        let mut child = Command::new("node")
            .arg(program)
            .args(["mock", "--errors", "--port", "0"])
            .arg(document)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Node starts");
        let output = child.stdout.take().expect("Prism says where it listens");
        let (lines, said) = mpsc::channel();
        // It writes a line for each request, and somebody has to read them.
        thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                let _ = lines.send(line);
            }
        });
        let mut prism = Self {
            base_url: String::new(),
            child,
        };
        let mut all = String::new();
        while prism.base_url.is_empty() {
            let line = said.recv_timeout(Duration::from_secs(60));
            let line = line.unwrap_or_else(|_| panic!("Prism does not listen:\n{all}"));
            if let Some((_, url)) = line.split_once("Prism is listening on ") {
                prism.base_url = url.trim().to_owned();
            }
            all.push_str(&line);
            all.push('\n');
        }
        Some(prism)
    }
}

impl Drop for Prism {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
