//! The operations of an interface: what its rules of transport are about.

use std::sync::Arc;

use super::Declared;
use crate::text::Origin;

/// One operation of an interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// As people call it, such as `GET /orders`.
    pub name: Arc<str>,
    /// The key that declares it.
    pub origin: Origin,
    /// Media types of requests and answers, parameters such as `charset` included.
    pub media_types: Vec<Declared<Arc<str>>>,
    /// Names of the headers of its requests.
    pub headers: Vec<Arc<str>>,
    /// Names of the parameters behind `?`, and of what a request that asks for a list holds.
    pub parameters: Vec<Arc<str>>,
    /// How callers prove who they are, in the words of `transport.api.auth`; empty where nothing is said.
    pub auth: Vec<Declared<Arc<str>>>,
    /// Whether its address holds a version, such as `/v2`.
    pub has_version_in_path: bool,
    /// Whether it answers with a list.
    pub is_list: bool,
}
