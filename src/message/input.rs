//! What is said of files: reading, encoding, dialect, layout, binding.

catalogue! {}
