//! What the command line says.

catalogue! {}
