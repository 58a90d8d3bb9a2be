//! What version control knows, through `git` as another program. Nothing here changes anything.

use std::cell::RefCell;
use std::fmt;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use codegen::{ReadError, Reader};

use crate::Failure;

/// How to get what a shallow clone has not.
const DEEPEN: &str = "help: this clone is shallow: deepen it by `git fetch --unshallow`, or let \
                      `actions/checkout` fetch all by `fetch-depth: 0`";

/// A repository.
#[derive(Debug)]
pub(crate) struct Repository {
    top: PathBuf,
}

impl Repository {
    /// The repository that a folder is in.
    pub(crate) fn around(folder: &Path) -> Result<Self, Failure> {
        let top = run(folder, &["rev-parse", "--show-toplevel"])
            .map_err(|error| format!("cannot find a repository of git: {error}"))?;
        Ok(Self { top: top.into() })
    }

    /// The folder of the work tree.
    pub(crate) fn top(&self) -> &Path {
        &self.top
    }

    /// The path of a folder of the work tree, below the top and with `/` between its parts.
    pub(crate) fn below(&self, folder: &Path) -> Result<String, Failure> {
        let read = |path: &Path| {
            let real = path.canonicalize();
            real.map_err(|error| format!("cannot find `{}`: {error}", path.display()))
        };
        let (top, folder) = (read(&self.top)?, read(folder)?);
        let below = folder.strip_prefix(&top).map_err(|_| {
            let (folder, top) = (folder.display(), top.display());
            format!("`{folder}` lies outside the repository `{top}`")
        })?;
        Ok(below.to_string_lossy().replace('\\', "/"))
    }

    /// The commit that a revision is.
    pub(crate) fn commit(&self, revision: &str) -> Result<String, Failure> {
        let commit = format!("{revision}^{{commit}}");
        let arguments = [
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &commit,
        ];
        self.run(&arguments).map_err(|_| {
            let help = match self.is_shallow() {
                true => DEEPEN,
                false => "help: `git log --oneline --all` lists commits, `git tag` tags",
            };
            format!("there is no revision `{revision}`\n{help}")
        })
    }

    /// Where the work began: the last commit that it has in common with the default branch.
    pub(crate) fn merge_base(&self) -> Result<String, Failure> {
        if self.is_shallow() {
            return Err(format!(
                "cannot tell where this work began: the history is cut off\n{DEEPEN}"
            ));
        }
        let branch = self.default_branch()?;
        self.run(&["merge-base", "HEAD", &branch]).map_err(|error| {
            format!(
                "`HEAD` and `{branch}` have no commit in common: {error}\n\
                 help: name the old side by `--base REV`"
            )
        })
    }

    /// The branch that changes go to.
    fn default_branch(&self) -> Result<String, Failure> {
        let of_remote = [
            "symbolic-ref",
            "--quiet",
            "--short",
            "refs/remotes/origin/HEAD",
        ];
        if let Ok(branch) = self.run(&of_remote) {
            return Ok(branch);
        }
        let usual = ["origin/main", "origin/master", "main", "master"];
        let mut found = usual.into_iter().filter(|it| self.commit(it).is_ok());
        found.next().map(str::to_owned).ok_or_else(|| {
            "cannot tell which branch is the default one\nhelp: name the old side by `--base REV`"
                .into()
        })
    }

    /// The tag of the last release before the present commit, such as `v0.1.0`; none where there is
    /// none. Other tags, such as those of the API's own versions, are no releases.
    pub(crate) fn last_release(&self) -> Result<Option<String>, Failure> {
        match self.run(&["describe", "--tags", "--abbrev=0", "--match", "v[0-9]*"]) {
            Ok(tag) => Ok(Some(tag)),
            Err(_) if self.is_shallow() => Err(format!(
                "cannot find the tag of the last release: the history is cut off\n{DEEPEN}"
            )),
            Err(_) => Ok(None),
        }
    }

    /// The day of the present commit, as `2026-01-31`.
    pub(crate) fn day(&self) -> Result<String, Failure> {
        self.run(&["log", "-1", "--format=%cs", "HEAD"])
    }

    /// The files of a commit.
    pub(crate) fn files_at(&self, commit: &str) -> Result<Revision, Failure> {
        Revision::new(&self.top, commit)
            .map_err(|error| format!("cannot run `git cat-file`: {error}"))
    }

    fn is_shallow(&self) -> bool {
        let answer = self.run(&["rev-parse", "--is-shallow-repository"]);
        answer.is_ok_and(|answer| answer == "true")
    }

    fn run(&self, arguments: &[&str]) -> Result<String, Failure> {
        run(&self.top, arguments)
    }
}

/// Runs `git` and answers the only line of what it prints.
fn run(folder: &Path, arguments: &[&str]) -> Result<String, Failure> {
    let output = git(folder)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("cannot run `git`: {error}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).trim().to_owned());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    // Even what only reads would write down what it found out about the work tree.
    command.arg("--no-optional-locks").current_dir(folder);
    command
}

/// The files of a commit, read by one process of `git` from the store of objects.
pub(crate) struct Revision {
    top: PathBuf,
    commit: String,
    process: RefCell<Process>,
}

struct Process {
    child: Child,
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl fmt::Debug for Revision {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_tuple("Revision")
            .field(&self.commit)
            .finish()
    }
}

impl Revision {
    fn new(top: &Path, commit: &str) -> io::Result<Self> {
        let mut child = git(top)
            .args(["cat-file", "--batch", "--follow-symlinks"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let answers = child.stdout.take();
        let answers = answers.ok_or_else(|| io::Error::other("it says nothing"))?;
        Ok(Self {
            top: top.to_owned(),
            commit: commit.to_owned(),
            process: RefCell::new(Process {
                questions: child.stdin.take(),
                answers: BufReader::new(answers),
                child,
            }),
        })
    }

    /// A file as text; none where there is none.
    pub(crate) fn text(&self, path: &str) -> Result<Option<String>, Failure> {
        match self.file(path) {
            Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
            Err(ReadError::Missing) => Ok(None),
            Err(ReadError::Outside | ReadError::Link) => {
                Err(format!("`{path}` leads out of the repository"))
            }
            Err(ReadError::TooLarge) => Err(format!("`{path}` is too large to be read")),
            Err(ReadError::Other(error)) => Err(format!("cannot read `{path}`: {error}")),
        }
    }

    fn file(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        // A question is a line.
        if path.contains('\n') {
            return Err(ReadError::Missing);
        }
        let question = format!("{}:{path}\n", self.commit);
        let mut process = self.process.borrow_mut();
        process
            .ask(&question)
            .unwrap_or_else(|error| Err(ReadError::Other(error.to_string())))
    }
}

impl Process {
    /// Asks for an object: a line that says what it is, its bytes, and the end of the line.
    fn ask(&mut self, question: &str) -> io::Result<Result<Vec<u8>, ReadError>> {
        let questions = self.questions.as_mut();
        let questions = questions.ok_or_else(|| io::Error::other("it does not listen"))?;
        questions.write_all(question.as_bytes())?;
        questions.flush()?;
        let mut head = String::new();
        self.answers.read_line(&mut head)?;
        let words: Vec<&str> = head.trim_end().rsplitn(3, ' ').collect();
        match words.as_slice() {
            [size, "blob", _] => Ok(Ok(self.content(size)?)),
            [size, "tree", _] => {
                self.content(size)?;
                Ok(Err(ReadError::Other("it is no file".into())))
            }
            // Where a link leads out of the commit, its text follows.
            [size, "symlink"] => {
                self.content(size)?;
                Ok(Err(ReadError::Outside))
            }
            [size, "dangling" | "loop" | "notdir"] => {
                self.content(size)?;
                Ok(Err(ReadError::Missing))
            }
            ["missing", ..] => Ok(Err(ReadError::Missing)),
            _ => Err(io::Error::other(format!("git says `{}`", head.trim_end()))),
        }
    }

    fn content(&mut self, size: &str) -> io::Result<Vec<u8>> {
        let size: usize = size.parse().map_err(io::Error::other)?;
        let mut bytes = vec![0; size + 1];
        self.answers.read_exact(&mut bytes)?;
        bytes.truncate(size);
        Ok(bytes)
    }
}

impl Drop for Process {
    /// The process ends when there are no more questions.
    fn drop(&mut self) {
        self.questions = None;
        // What it ends with does not matter: all answers are there.
        let _ = self.child.wait();
    }
}

/// A folder of a commit, as the folder of a schema.
#[derive(Debug)]
pub(crate) struct RevisionFolder<'r> {
    /// The files.
    pub(crate) revision: &'r Revision,
    /// The folder below the top of the repository; empty for the top.
    pub(crate) folder: String,
    /// The folder of the crate, from which overlays are named.
    pub(crate) crate_folder: String,
}

impl RevisionFolder<'_> {
    fn path(&self, below: &str) -> String {
        match self.folder.as_str() {
            "" => below.to_owned(),
            folder => format!("{folder}/{below}"),
        }
    }
}

impl Reader for RevisionFolder<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        self.revision.file(&self.path(path))
    }

    fn read_overlay(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let path = join(&self.crate_folder, path).ok_or(ReadError::Outside)?;
        self.revision.file(&path)
    }

    fn overlay_name(&self, path: &str) -> String {
        join(&self.crate_folder, path).unwrap_or_else(|| path.to_owned())
    }

    fn siblings(&self, folder: &str) -> Vec<String> {
        let path = self.path(folder);
        let tree = format!("{}:{}", self.revision.commit, path.trim_end_matches('/'));
        let listed = run(&self.revision.top, &["ls-tree", "--name-only", &tree]);
        let listed = listed.unwrap_or_default();
        let shown = |name: &str| match folder {
            "" => name.to_owned(),
            folder => format!("{folder}/{name}"),
        };
        listed.lines().map(shown).collect()
    }
}

/// A path of the settings, which starts at a folder, below the top of the repository. None where it
/// leads out of it.
pub(crate) fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|it| !it.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
