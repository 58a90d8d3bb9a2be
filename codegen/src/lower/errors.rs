//! What the members of errors mean.

use super::Lowering;
use crate::ir::ErrorMembers;
use crate::openapi::Object;
use crate::source::Node;

impl<'a> Lowering<'a> {
    /// Keeps what a schema says of its members under `x-rust-error`.
    pub(super) fn find_error_members(&mut self, node: &'a Node<'a>) {
        let object = Object::untested(self.context, node);
        let Some(said) = object.and_then(|object| object.get("x-rust-error")) else {
            return;
        };
        let member = |key: &str| {
            let name = said.get(key).and_then(|node| self.context.text(node));
            name.unwrap_or_default().to_owned()
        };
        let members = ErrorMembers {
            kind: member("type"),
            message: member("message"),
            request_id: member("request_id"),
            url: member("url"),
            details: member("details"),
        };
        self.errors.insert(members);
    }
}
