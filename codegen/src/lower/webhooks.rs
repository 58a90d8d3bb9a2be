//! What the API sends by itself: webhooks, and the callbacks of operations. Only types.

use super::Lowering;
use super::operations::Site;
use crate::ir::{Answer, Webhook};
use crate::name;
use crate::openapi::{Operation, PathItem};

/// The types of all webhooks and callbacks of the document.
pub(super) fn lower(lowering: &mut Lowering<'_>) -> Vec<Webhook> {
    let mut webhooks = Vec::new();
    for item in lowering.document.webhooks() {
        for (_, operation) in item.operations() {
            let base = format!("{}Webhook", name::item_name(&name::variant_name(item.path)));
            webhooks.push(lowering.webhook(item.path, &base, operation));
        }
    }
    webhooks
}

impl<'a> Lowering<'a> {
    /// The callbacks of an operation, named after it.
    pub(super) fn callbacks(&mut self, base: &str, operation: Operation<'a>) -> Vec<Webhook> {
        let mut webhooks = Vec::new();
        for (name, items) in operation.callbacks() {
            let name_of_it = name::item_name(&name::variant_name(name));
            let base = format!("{base}{name_of_it}Callback");
            let operations = items.into_iter().flat_map(PathItem::operations);
            for (_, operation) in operations {
                webhooks.push(self.webhook(name, &base, operation));
            }
        }
        webhooks
    }

    fn webhook(&mut self, name: &str, base: &str, operation: Operation<'a>) -> Webhook {
        let origin = self.origin(operation.object.place);
        let module = self.module_of_operation(operation);
        let site = Site {
            module: &module,
            base,
            path: "",
            origin: &origin,
        };
        let received = self.body(&site, operation, &[]);
        let (success, failure) = self.responses(&site, operation);
        let answers = success.answers.into_iter().chain(failure.answers);
        let answered = answers.filter_map(|Answer { content, .. }| Some(content?.ty));
        Webhook {
            name: name.to_owned(),
            received: received.map(|body| body.member.ty),
            answered: answered.collect(),
        }
    }
}
