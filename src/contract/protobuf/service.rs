//! Services: calls, what each is given and what it gives back.

use std::sync::Arc;

use prost_types::{MethodDescriptorProto, ServiceDescriptorProto};

use super::super::typed::types::{Body, Member, Record, Value};
use super::file::part;
use super::known;
use super::record::{Types, below, is_deprecated};

impl Types<'_, '_, '_> {
    /// Adds a service as a record whose fields are its calls.
    pub(super) fn service(&mut self, service: &ServiceDescriptorProto, path: &[i32]) {
        let full = self.file.full("", service.name.as_deref().unwrap_or_default());
        let calls =
            service.method.iter().zip(0..).map(|(it, at)| self.call(it, &full, &below(path, &[part::METHOD, at])));
        let record = Record { members: calls.collect(), is_service: true, ..Record::default() };
        let deprecated = service.options.iter().flat_map(|it| &it.uninterpreted_option).any(is_deprecated);
        self.named(full, path, (Body::Record(record), deprecated));
    }

    /// A call holds what it gives back, and has what it is given as its one argument.
    fn call(&self, method: &MethodDescriptorProto, scope: &str, path: &[i32]) -> Member {
        let site = self.file.origin(&below(path, &[part::NAME]));
        let value = |name: Option<&str>, part: i32, streams: bool| {
            let at = self.file.span(&below(path, &[part])).map_or(site, |it| self.file.text.origin(it));
            let full = self.resolve(name.unwrap_or_default(), scope);
            let held = known::value(&full, at).unwrap_or_else(|| Value::named(&full, (&full, at)));
            if streams { Value::list(held, ("stream", at)) } else { held }
        };
        let given = value(method.input_type.as_deref(), part::INPUT, method.client_streaming == Some(true));
        let back = value(method.output_type.as_deref(), part::OUTPUT, method.server_streaming == Some(true));
        let name: Arc<str> = Arc::from(method.name.as_deref().unwrap_or_default());
        Member {
            is_deprecated: method.options.iter().flat_map(|it| &it.uninterpreted_option).any(is_deprecated),
            arguments: vec![Member::new(Arc::clone(&name), site, given)],
            is_relation: true,
            ..Member::new(name, site, back)
        }
    }
}
