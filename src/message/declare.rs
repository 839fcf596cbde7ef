//! What is said of declared fields: data headers and contracts alike.

catalogue! {}
