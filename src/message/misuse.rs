//! What is said of a command line that cannot be read.

catalogue! {
    unknown_argument(argument) { "there is no argument `{argument}`", "没有参数 `{argument}`" }
    unknown_command(name) { "there is no command `{name}`", "没有命令 `{name}`" }
    unknown_value(value, argument) { "`{value}` is no value of `{argument}`", "`{value}` 不是 `{argument}` 的有效取值" }
    value_missing(argument) { "`{argument}` needs a value", "`{argument}` 需要一个值" }
    number_of_values(argument) { "`{argument}` was given too few or too many values", "`{argument}` 的值过少或过多" }
    argument_missing(arguments) { "{arguments} is missing", "缺少 {arguments}" }
    command_missing(command) { "`{command}` needs a command", "`{command}` 之后需要一个命令" }
    conflict(argument, other) { "`{argument}` cannot be given together with {other}", "`{argument}` 不能与 {other} 同时给出" }
    given_twice(argument) { "`{argument}` was given more than once", "`{argument}` 重复给出" }
    not_unicode() { "an argument is not valid Unicode", "有参数不是有效的 Unicode 文本" }
    unreadable() { "this command line cannot be read", "无法理解该命令行" }
    write_instead(name, command) { "write `{name}`, if that is meant; `{command} --help` shows all", "是否想写 `{name}`；`{command} --help` 列出全部" }
    use_one_of(names) { "use one of {names}", "可用：{names}" }
    see_help(command) { "type `{command} --help` to see what it takes", "运行 `{command} --help` 查看用法" }
}
