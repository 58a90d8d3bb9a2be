//! A change, and what it does to callers.

use std::fmt;

use serde::Serialize;

use super::Kind;
use crate::ir::Origin;

/// One thing that differs between two surfaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The rule that it falls under.
    pub kind: Kind,
    /// What brought it about.
    pub cause: Cause,
    /// What changed, as a path below the crate: `otp::sms::SendParams::locale`.
    pub item: String,
    /// The side whose schema has it.
    pub side: Side,
    /// Where it stands in that schema; empty where it stands nowhere.
    pub origin: Origin,
    /// The value of an enum that it is about, which has no origin of its own.
    pub value: Option<String>,
    /// What changed, in one sentence without its full stop.
    pub message: String,
    /// What callers have to do, or the correction of the schema; empty when there is nothing.
    pub advice: String,
    /// Requests that worked before are refused now, or mean something else.
    pub wire: Effect,
    /// A binary built from the old crate fails on an answer of the new server; also where the new
    /// crate fails on an answer of the old one.
    pub decode: Effect,
    /// Code that compiled against the old crate does not compile against the new one.
    pub source: Effect,
    /// The Rust before and after, a line each.
    pub rust: Lines,
}

impl Change {
    /// A change that breaks nothing.
    pub(super) fn new(kind: Kind, item: impl Into<String>, side: Side, origin: &Origin) -> Self {
        Self {
            kind,
            cause: Cause::Schema,
            item: item.into(),
            side,
            origin: origin.clone(),
            value: None,
            message: String::new(),
            advice: String::new(),
            wire: Effect::Compatible,
            decode: Effect::Compatible,
            source: Effect::Compatible,
            rust: Lines::default(),
        }
    }

    /// The same change, brought about by something else. What is no change of the documents is none
    /// of the server: what older binaries send and receive is what it was.
    #[must_use]
    pub fn by(self, cause: Cause) -> Self {
        match cause {
            Cause::Schema => self,
            Cause::Generator | Cause::Settings => Self {
                cause,
                wire: Effect::Compatible,
                decode: Effect::Compatible,
                ..self
            },
        }
    }

    pub(super) fn says(mut self, message: impl Into<String>) -> Self {
        self.message = message.into();
        self
    }

    /// Adds a sentence to what callers have to do.
    pub(super) fn advises(mut self, advice: impl AsRef<str>) -> Self {
        if !self.advice.is_empty() {
            self.advice.push_str("; ");
        }
        self.advice.push_str(advice.as_ref());
        self
    }

    pub(super) fn of_value(mut self, value: &str) -> Self {
        self.value = Some(value.to_owned());
        self
    }

    pub(super) fn breaks_wire_if(mut self, breaks: bool) -> Self {
        self.wire = self.wire.or(breaks);
        self
    }

    pub(super) fn breaks_decode_if(mut self, breaks: bool) -> Self {
        self.decode = self.decode.or(breaks);
        self
    }

    pub(super) fn breaks_source_if(mut self, breaks: bool) -> Self {
        self.source = self.source.or(breaks);
        self
    }

    pub(super) fn breaks_source(self) -> Self {
        self.breaks_source_if(true)
    }

    pub(super) fn with_rust(mut self, old: Option<String>, new: Option<String>) -> Self {
        self.rust = Lines { old, new };
        self
    }

    /// What it breaks, by the names of the verdicts.
    pub fn broken(&self) -> Vec<&'static str> {
        let verdicts = [
            ("wire", self.wire),
            ("decode", self.decode),
            ("source", self.source),
        ];
        let broken = verdicts.into_iter();
        let broken = broken.filter(|(_, effect)| *effect == Effect::Breaking);
        broken.map(|(name, _)| name).collect()
    }

    /// True when it breaks anything.
    pub fn is_breaking(&self) -> bool {
        !self.broken().is_empty()
    }

    /// How much of a step the version has to make for it.
    pub fn level(&self) -> Level {
        match self.is_breaking() {
            true => Level::Major,
            false => self.kind.level(),
        }
    }

    /// What changed and what callers have to do, in one line.
    pub fn sentence(&self) -> String {
        match self.advice.as_str() {
            "" => self.message.clone(),
            advice => format!("{}: {advice}", self.message),
        }
    }
}

/// The Rust of a change before and after it, a line each; none where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// Before.
    pub old: Option<String>,
    /// After.
    pub new: Option<String>,
}

/// What a change does to those who rely on what was before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// Nothing.
    Compatible,
    /// It fails.
    Breaking,
}

impl Effect {
    fn or(self, breaks: bool) -> Self {
        if breaks { Self::Breaking } else { self }
    }
}

/// What brought a change about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// The documents.
    Schema,
    /// The generator: the old documents give another crate today.
    Generator,
    /// The settings of the crate.
    Settings,
}

impl fmt::Display for Cause {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Schema => "schema",
            Self::Generator => "generator",
            Self::Settings => "settings",
        })
    }
}

/// One of the two sides of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// Before.
    Old,
    /// After.
    New,
}

/// The step that a version has to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Nothing that callers can use changed.
    Patch,
    /// Something was added.
    Minor,
    /// Something breaks.
    Major,
}

impl Level {
    /// That of all changes together.
    pub fn of(changes: &[Change]) -> Self {
        let levels = changes.iter().map(Change::level);
        levels.max().unwrap_or(Self::Patch)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        })
    }
}
