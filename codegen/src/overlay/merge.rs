//! An update into what is there.

use crate::source::{Entry, Node, Place, Value};

/// Two values that cannot be merged.
#[derive(Debug, PartialEq)]
pub(super) struct Conflict {
    /// Where the update stands.
    pub(super) update: Place,
    /// What it says.
    pub(super) found: &'static str,
    /// Where it would go.
    pub(super) target: Place,
    /// What is there.
    pub(super) there: &'static str,
}

/// Merges an update with what an action selects: into a mapping go entries, to a sequence what it
/// is to hold as well, and in place of any other value another one.
pub(super) fn merge<'a>(target: &mut Node<'a>, update: Node<'a>) -> Result<(), Conflict> {
    match &mut target.value {
        Value::Sequence(items) if !matches!(update.value, Value::Sequence(_)) => {
            items.push(update);
            Ok(())
        }
        _ => merge_alike(target, update),
    }
}

/// Merges values of one kind, at any depth.
fn merge_alike<'a>(target: &mut Node<'a>, update: Node<'a>) -> Result<(), Conflict> {
    let conflict = Conflict {
        update: update.place,
        found: update.kind(),
        target: target.place,
        there: target.kind(),
    };
    match (&mut target.value, update.value) {
        (Value::Mapping(into), Value::Mapping(from)) => {
            let mut new = Vec::new();
            for Entry { key, value } in from.into_entries() {
                match into.get_mut(&key) {
                    Some(there) => merge_alike(there, value)?,
                    None => new.push(Entry { key, value }),
                }
            }
            into.append(new);
        }
        (Value::Sequence(into), Value::Sequence(from)) => into.extend(from),
        (Value::Mapping(_) | Value::Sequence(_), _)
        | (_, Value::Mapping(_) | Value::Sequence(_)) => return Err(conflict),
        (_, value) => {
            *target = Node {
                place: update.place,
                value,
            };
        }
    }
    Ok(())
}
