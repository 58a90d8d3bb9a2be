//! What a schema asks of a value beyond its type.

use std::cmp::Ordering;

use serde_json::Value;

use super::fields::{Holder, is_argument};
use super::words::{code, list};
use super::{Change, Kind, Side};
use crate::ir::Constraints;
use crate::surface::SurfaceMember;

/// Which way a limit went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shift {
    Tighter,
    Looser,
}

/// Limits, formats and defaults that differ.
pub(super) fn compare(
    holder: &Holder<'_>,
    old: &SurfaceMember,
    new: &SurfaceMember,
) -> Vec<Change> {
    let mut changes = Vec::new();
    let shifts = shifts(&old.constraints, &new.constraints);
    for (shift, kind) in [
        (Shift::Tighter, Kind::LimitTightened),
        (Shift::Looser, Kind::LimitLoosened),
    ] {
        let of_kind = shifts.iter().filter(|(it, _)| *it == shift);
        let words: Vec<String> = of_kind.map(|(_, words)| words.clone()).collect();
        if !words.is_empty() {
            changes.push(limit(holder, new, kind, &words));
        }
    }
    changes.extend(format(holder, old, new));
    changes.extend(default(holder, old, new));
    changes
}

fn limit(holder: &Holder<'_>, new: &SurfaceMember, kind: Kind, words: &[String]) -> Change {
    let breaks = kind == Kind::LimitTightened && holder.is_sent;
    let message = format!("{} has {}", holder.subject(new), list(words));
    let change = Change::new(kind, holder.item(new), Side::New, &new.origin)
        .says(message)
        .breaks_wire_if(breaks);
    match breaks {
        true => change.advises("send no value beyond it"),
        false => change,
    }
}

fn format(holder: &Holder<'_>, old: &SurfaceMember, new: &SurfaceMember) -> Option<Change> {
    let (was, is) = (&old.constraints.format, &new.constraints.format);
    if was == is || old.ty != new.ty {
        return None;
    }
    let value = holder.subject(new);
    let change = Change::new(
        Kind::FormatChanged,
        holder.item(new),
        Side::New,
        &new.origin,
    );
    let change = match is {
        Some(is) => change
            .says(format!("{value} is of the format {}", code(is)))
            .breaks_wire_if(holder.is_sent),
        None => change.says(format!("{value} is of no certain format any more")),
    };
    match is.is_some() && holder.is_sent {
        true => Some(change.advises("send it in that format")),
        false => Some(change),
    }
}

/// What the other side assumes where a value is absent matters to who leaves it out.
fn default(holder: &Holder<'_>, old: &SurfaceMember, new: &SurfaceMember) -> Option<Change> {
    let (was, is) = (&old.constraints.default, &new.constraints.default);
    if was == is {
        return None;
    }
    let shown = |value: &Option<Value>| value.as_ref().map(|it| code(&it.to_string()));
    let value = holder.subject(new);
    let message = match (shown(was), shown(is)) {
        (Some(was), Some(is)) => format!("{value} is {is} where it is absent, it was {was}"),
        (None, Some(is)) => format!("{value} is {is} where it is absent"),
        (_, None) => format!("{value} has no default any more"),
    };
    let breaks = holder.is_sent && was.is_some() && !(is_argument(old) && is_argument(new));
    let change = Change::new(
        Kind::DefaultChanged,
        holder.item(new),
        Side::New,
        &new.origin,
    )
    .says(message)
    .breaks_wire_if(breaks);
    match breaks {
        true => Some(change.advises("say what is meant where it was left out")),
        false => Some(change),
    }
}

/// Each limit that differs, in words.
fn shifts(old: &Constraints, new: &Constraints) -> Vec<(Shift, String)> {
    let least = |it: &Constraints| bound(&it.minimum, &it.exclusive_minimum, Ordering::Greater);
    let greatest = |it: &Constraints| bound(&it.maximum, &it.exclusive_maximum, Ordering::Less);
    let length = |it: &Option<String>| it.clone().map(|number| (number, false));
    let bounds = [
        moved(least(old), least(new), Ordering::Greater, "least value"),
        moved(
            greatest(old),
            greatest(new),
            Ordering::Less,
            "greatest value",
        ),
        moved(
            length(&old.min_length).filter(|(it, _)| it != "0"),
            length(&new.min_length).filter(|(it, _)| it != "0"),
            Ordering::Greater,
            "least length",
        ),
        moved(
            length(&old.max_length),
            length(&new.max_length),
            Ordering::Less,
            "greatest length",
        ),
        step(old.multiple_of.as_deref(), new.multiple_of.as_deref()),
        unique(old.unique_items, new.unique_items),
        pattern(old.pattern.as_deref(), new.pattern.as_deref()),
    ];
    bounds.into_iter().flatten().collect()
}

/// A bound: the number, and whether it is excluded itself. Of two the narrower one counts.
fn bound(
    included: &Option<String>,
    excluded: &Option<String>,
    narrower: Ordering,
) -> Option<(String, bool)> {
    match (included, excluded) {
        (Some(included), Some(excluded)) if order(included, excluded) == narrower => {
            Some((included.clone(), false))
        }
        (_, Some(excluded)) => Some((excluded.clone(), true)),
        (Some(included), None) => Some((included.clone(), false)),
        (None, None) => None,
    }
}

fn moved(
    old: Option<(String, bool)>,
    new: Option<(String, bool)>,
    tighter: Ordering,
    what: &str,
) -> Option<(Shift, String)> {
    let shown = |(number, excluded): &(String, bool)| match excluded {
        true => format!("{number}, excluded"),
        false => number.clone(),
    };
    match (&old, &new) {
        (None, None) => None,
        (Some(old), None) => {
            let words = format!("no {what} any more, it was {}", shown(old));
            Some((Shift::Looser, words))
        }
        (None, Some(new)) => Some((Shift::Tighter, format!("the {what} {}", shown(new)))),
        (Some(old), Some(new)) => {
            let shift = match order(&new.0, &old.0) {
                Ordering::Equal if old.1 == new.1 => return None,
                Ordering::Equal if new.1 => Shift::Tighter,
                other if other == tighter => Shift::Tighter,
                _ => Shift::Looser,
            };
            let words = format!("the {what} {}, it was {}", shown(new), shown(old));
            Some((shift, words))
        }
    }
}

fn step(old: Option<&str>, new: Option<&str>) -> Option<(Shift, String)> {
    match (old, new) {
        (None, Some(new)) => Some((Shift::Tighter, format!("to be a multiple of {new}"))),
        (Some(old), None) => {
            let words = format!("not to be a multiple of {old} any more");
            Some((Shift::Looser, words))
        }
        (Some(old), Some(new)) if order(old, new) != Ordering::Equal => {
            let quotient = number(old) / number(new);
            let shift = match quotient.fract() == 0.0 && quotient.is_finite() {
                true => Shift::Looser,
                false => Shift::Tighter,
            };
            Some((shift, format!("to be a multiple of {new}, it was {old}")))
        }
        _ => None,
    }
}

fn unique(old: bool, new: bool) -> Option<(Shift, String)> {
    match (old, new) {
        (false, true) => Some((Shift::Tighter, "no two equal items".to_owned())),
        (true, false) => Some((Shift::Looser, "items that may be equal".to_owned())),
        _ => None,
    }
}

/// Which texts match two patterns is not compared: another one is taken to be narrower.
fn pattern(old: Option<&str>, new: Option<&str>) -> Option<(Shift, String)> {
    match (old, new) {
        (Some(_), None) => Some((Shift::Looser, "no pattern any more".to_owned())),
        (old, Some(new)) if old != Some(new) => {
            Some((Shift::Tighter, format!("the pattern {}", code(new))))
        }
        _ => None,
    }
}

/// Compares two numbers that may have more digits than any type.
fn order(a: &str, b: &str) -> Ordering {
    match (a.parse::<i128>(), b.parse::<i128>()) {
        (Ok(a), Ok(b)) => a.cmp(&b),
        _ => number(a).partial_cmp(&number(b)).unwrap_or(Ordering::Equal),
    }
}

fn number(text: &str) -> f64 {
    text.parse().unwrap_or(f64::NAN)
}
