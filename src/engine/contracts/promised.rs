//! What a contract promises of the data of a dataset, kept until the files of the dataset are read.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::finding::{Finding, Place, RuleId};
use crate::model::{DeclaredField, Direction, Site, is_within};
use crate::rule::Binding;
use crate::rules::declaration::field_missing;
use crate::rules::promise::Aspect;
use crate::text::Origin;

/// The part of a contract that a dataset is.
#[derive(Debug)]
pub(in crate::engine) struct Promised {
    /// The place that stands for it.
    pub(in crate::engine) whole: Place,
    /// Its fields; objects and lists are spoken for by what they hold.
    pub(in crate::engine) fields: Vec<PromisedField>,
    /// Fields of the dataset that it was found to lack.
    pub(in crate::engine) missing: BTreeSet<Arc<str>>,
}

/// One field of it.
#[derive(Debug)]
pub(in crate::engine) struct PromisedField {
    /// As declared.
    pub(in crate::engine) declared: DeclaredField,
    /// The key of the dictionary's field that it is, if it is one.
    pub(in crate::engine) bound: Option<Origin>,
    /// Where its name stands.
    pub(in crate::engine) site: Place,
    /// Where its keywords stand.
    pub(in crate::engine) keywords: Vec<(Aspect, Place)>,
    /// Rules that found it to disagree with the dictionary.
    pub(in crate::engine) told: BTreeSet<RuleId>,
}

impl Promised {
    /// What `fields` promise, which were bound and of which `findings` have been told.
    pub(super) fn of(
        (fields, binding): (&[DeclaredField], &Binding<'_>),
        findings: &[Finding],
        whole: Place,
        place: &dyn Fn(Origin) -> Place,
    ) -> Self {
        let sent = fields.iter().any(|it| it.direction != Direction::Accepted);
        let mut kept = Vec::new();
        for (at, declared) in fields.iter().enumerate() {
            let bound = binding.at(at).map(|it| it.field.origin);
            // What an object holds stands right behind it.
            let holds = fields.get(at + 1).is_some_and(|next| is_within(&next.path, &declared.path));
            let is_only_accepted = sent && declared.direction == Direction::Accepted;
            if is_only_accepted || (holds && bound.is_none()) {
                continue;
            }
            let Site::Source(site) = declared.site else { continue };
            let about = findings.iter().filter(|it| it.field.as_ref() == Some(&declared.path));
            let keyword = |it: Aspect| Some((it, place(it.keyword(&declared.shape)?)));
            kept.push(PromisedField {
                bound,
                site: place(site),
                keywords: Aspect::ALL.into_iter().filter_map(keyword).collect(),
                told: about.map(|it| it.rule).collect(),
                declared: declared.clone(),
            });
        }
        let missing = findings.iter().filter(|it| it.rule == field_missing::RULE.id).filter_map(|it| it.field.clone());
        Self { whole, fields: kept, missing: missing.collect() }
    }
}
