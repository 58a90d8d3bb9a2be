//! The rules of the settings for names.

use super::Lowering;
use crate::diagnostics::{Code, Diagnostic};
use crate::name;
use crate::settings::NameRule;

impl Lowering<'_> {
    /// What a rule of the settings leaves of a name, and the module that it gives. Without a rule
    /// all of it is left.
    pub(super) fn ruled<'n>(&self, text: &'n str) -> (Option<Vec<String>>, &'n str) {
        let Some(rule) = self.settings.rule_of(text) else {
            return (None, text);
        };
        if !self.used_rules.borrow().contains(&rule.prefix) {
            self.used_rules.borrow_mut().insert(rule.prefix.clone());
        }
        (module_of(rule), rule.rest(text).unwrap_or(text))
    }

    /// Reports the rules that cannot be followed, and at the end those that were not needed.
    pub(super) fn check_rules(&self) {
        for (position, rule) in self.settings.names.iter().enumerate() {
            let before = self.settings.names.iter().take(position);
            if before.clone().any(|other| other.prefix == rule.prefix) {
                self.report_rule(rule, "stands twice", "keep one of the two");
            }
            if rule.prefix.is_empty() {
                let help = "write what the names begin with";
                self.report_rule(rule, "has no `prefix`", help);
            }
            let is_path = |path: &Vec<String>| rule.module == Some(path.join("::"));
            if rule.module.is_some() && !module_of(rule).as_ref().is_some_and(is_path) {
                let text = rule.module.as_deref().unwrap_or_default();
                let message = format!("gives `{text}`, which is no module of the crate's own");
                let usual = module_of(rule).unwrap_or_default().join("::");
                self.report_rule(rule, &message, &format!("write `{usual}`"));
            }
        }
    }

    /// Reports the rules that no name begins like.
    /// A part of a document need not have what the rules for all of it are about.
    pub(super) fn check_unused_rules(&self) {
        if self.context.tree.leaves_out() {
            return;
        }
        let used = self.used_rules.borrow();
        let unused = |rule: &&NameRule| !rule.prefix.is_empty() && !used.contains(&rule.prefix);
        for rule in self.settings.names.iter().filter(unused) {
            let message = "applies to no schema and no operation";
            self.report_rule(rule, message, "remove it, or correct its `prefix`");
        }
    }

    fn report_rule(&self, rule: &NameRule, message: &str, help: &str) {
        let message = format!("the rule for `{}` in `names` {message}", rule.prefix);
        let diagnostic = Diagnostic::new(Code::Settings, message);
        self.context.report(diagnostic.with_help(help));
    }
}

/// The module that a rule gives, in the form that modules have.
fn module_of(rule: &NameRule) -> Option<Vec<String>> {
    let mut parts = rule.module.as_ref()?.split("::");
    let first = parts.next().map(super::place::root_module);
    let rest = parts.map(name::module_name);
    Some(first.into_iter().chain(rest).collect())
}
