//! The `dictum` binary: arguments in, exit status out.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(dictum::cli::run(std::env::args_os()))
}
