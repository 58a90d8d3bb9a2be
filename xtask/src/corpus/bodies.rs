//! The schemas of what an operation takes and answers.

use super::positions::{Form, Kind, child};
use super::raw::{Raw, Spot};

/// Which way a body goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Request,
    Response,
}

/// The schema of a body in one of its media types.
#[derive(Clone, Copy, Debug)]
pub(super) struct Body<'d> {
    pub(super) direction: Direction,
    pub(super) schema: Spot<'d>,
}

/// The bodies of an operation: every response, every media type.
pub(super) fn of<'d>(raw: &'d Raw, operation: Spot<'d>) -> Vec<Body<'d>> {
    let mut bodies = Vec::new();
    let mut waiting = vec![(Kind::Operation, Direction::Response, operation)];
    while let Some((kind, direction, spot)) = waiting.pop() {
        let Some(spot) = raw.follow(spot) else {
            continue;
        };
        if kind == Kind::MediaType
            && ["schema", "itemSchema"]
                .iter()
                .all(|it| spot.get(it).is_none())
        {
            // It has no key that says a type, as a schema that is anything.
            let schema = spot;
            bodies.push(Body { direction, schema });
        }
        for (key, value) in spot.entries() {
            let Some((child, form)) = child(kind, key) else {
                continue;
            };
            let direction = match child {
                Kind::Body => Direction::Request,
                Kind::Response | Kind::MediaType => direction,
                Kind::Schema => {
                    let schema = value;
                    bodies.push(Body { direction, schema });
                    continue;
                }
                _ => continue,
            };
            match form {
                Form::One => waiting.push((child, direction, value)),
                Form::List => waiting.extend(value.items().map(|it| (child, direction, it))),
                Form::Map => {
                    let below = raw.entries(value);
                    waiting.extend(below.map(|(_, it)| (child, direction, it)));
                }
            }
        }
    }
    bodies
}
