//! What is said of the dictionary itself.

catalogue! {}
