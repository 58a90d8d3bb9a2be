//! Colours are for terminals alone, unless the environment says otherwise.

use std::fs::File;
use std::io::Read;
use std::process::{Command, Stdio};
use std::thread;

use rustix::pty::{OpenptFlags, grantpt, ioctl_tiocgptpeer, openpt, unlockpt};

use super::{DOCUMENT, Subject};

/// Where the standard error leads.
#[derive(Clone, Copy, Debug)]
enum To {
    Terminal,
    Pipe,
}

/// Variables of the environment.
type Variables<'a> = &'a [(&'a str, &'a str)];

/// Runs a command that finds something, and gives what it prints as errors.
fn printed(subject: &Subject, to: To, environment: Variables<'_>) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask-under-test"));
    command
        .current_dir(subject.0.folder())
        .args(["lint", "schema.yaml"])
        .stdout(Stdio::null())
        .env_clear()
        .env("TERM", "xterm")
        .envs(environment.iter().copied());
    let bytes = match to {
        To::Terminal => on_a_terminal(command),
        To::Pipe => command.output().unwrap().stderr,
    };
    String::from_utf8(bytes).unwrap()
}

fn on_a_terminal(mut command: Command) -> Vec<u8> {
    let controller = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&controller).unwrap();
    unlockpt(&controller).unwrap();
    let terminal = ioctl_tiocgptpeer(&controller, OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    let reader = thread::spawn(move || {
        let mut bytes = Vec::new();
        // A terminal that nobody has open any more ends with an error, not with an end of file.
        let _ = File::from(controller).read_to_end(&mut bytes);
        bytes
    });
    let mut child = command.stderr(terminal).spawn().unwrap();
    // The command holds the terminal open as long as it lives.
    drop(command);
    child.wait().unwrap();
    reader.join().unwrap()
}

#[test]
fn colours_are_for_terminals() {
    use To::{Pipe, Terminal};
    let cases: &[(To, Variables<'_>, bool)] = &[
        (Terminal, &[], true),
        (Terminal, &[("NO_COLOR", "")], true),
        (Terminal, &[("NO_COLOR", "1")], false),
        (Terminal, &[("CLICOLOR", "0")], false),
        (Terminal, &[("TERM", "dumb")], false),
        (Pipe, &[], false),
        (Pipe, &[("CLICOLOR_FORCE", "1")], true),
        (Pipe, &[("CLICOLOR_FORCE", "")], false),
        (Pipe, &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], false),
    ];
    let subject = Subject::new(DOCUMENT, "");
    for (to, environment, expected) in cases {
        let text = printed(&subject, *to, environment);
        assert!(text.contains("unknown type `strng`"), "{text:?}");
        let has_colours = text.contains("\u{1b}[");
        assert_eq!(has_colours, *expected, "{to:?} {environment:?}: {text:?}");
    }
}
