//! The `dictum` binary: arguments in, exit status out.

fn main() {}
