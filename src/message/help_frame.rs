//! What the command line's parser sets round descriptions of its own accord, word for word as it writes it.

catalogue! {
    usage() { "Usage:", "用法:" }
    commands() { "Commands:", "命令：" }
    arguments() { "Arguments:", "参数：" }
    options() { "Options:", "选项：" }
    help_command() { "Print this message or the help of the given subcommand(s)", "显示本帮助，或所给命令的帮助" }
    help_more() { "Print help (see more with '--help')", "显示帮助（`--help` 更详细）" }
    help_summary() { "Print help (see a summary with '-h')", "显示帮助（`-h` 为摘要）" }
    help_of() { "Print help for the subcommand(s)", "显示这些命令的帮助" }
    help() { "Print help", "显示帮助" }
    version() { "Print version", "显示版本" }
}
