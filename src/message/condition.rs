//! What is said of conditions in a dictionary.

catalogue! {
    syntax(words) { "the condition is no SQL expression: {words}", "条件不是有效的 SQL 表达式：{words}" }
    goes_on(token) { "the condition has ended, and `{token}` follows", "条件已结束，其后却还有 `{token}`" }
    syntax_help() { "write one SQL condition, such as `order.status <> 'UNPAID'`", "请写一个 SQL 条件，如 `order.status <> 'UNPAID'`" }
    too_long(most) { "the condition is longer than {most} bytes", "条件超过 {most} 字节" }
    too_long_help() { "split it, or give the records that are meant a code of their own", "请拆分，或为所指记录设一个代码" }
    unsupported() { "no record can be judged by this part of SQL", "无法用这部分 SQL 判断单条记录" }
    unsupported_help() { "use comparisons, `AND`, `OR`, `NOT`, `IN`, `BETWEEN`, `LIKE`, `IS NULL`, and `+`, `-`, `*` on numbers", "请使用比较、`AND`、`OR`、`NOT`、`IN`、`BETWEEN`、`LIKE`、`IS NULL`，数字可用 `+`、`-`、`*`" }
    no_sql() { "this build of dictum reads no conditions", "此版本的 dictum 未包含条件解析" }
    no_sql_help() { "use a build with the feature `sql`", "请使用带 `sql` 特性的版本" }
    unknown(name) { "`{name}` is no element", "`{name}` 不是要素" }
    unknown_help(name) { "declare `{name}` under `elements`, or name an element; texts stand in single quotes", "请在 `elements` 中声明 `{name}`，或写已有要素；文本用单引号" }
    near(name) { "write `{name}`, if that is meant", "是否想写 `{name}`" }
    clash(one, other) { "values of type {one} and {other} cannot be compared", "{one} 与 {other} 类型的值无法比较" }
    clash_help() { "compare like with like: texts in single quotes, numbers without", "请比较同类的值：文本加单引号，数字不加" }
    not_a_condition(kind) { "a value of type {kind} is neither true nor false", "{kind} 类型的值不是真假条件" }
    condition_help() { "compare it with something", "请将其与某个值比较" }
    number(text) { "`{text}` is no exact number of at most 38 digits", "`{text}` 不是最多 38 位的精确数字" }
    number_help() { "write it in plain digits", "请用普通数字书写" }
    no_value() { "a condition stands where a value is wanted", "此处需要值，而不是条件" }
    no_value_help() { "join conditions with `AND` and `OR`", "请用 `AND`、`OR` 连接条件" }
    code(text, list) { "`{text}` is no code of `{list}`", "`{text}` 不是代码表 `{list}` 中的代码" }
    code_help(list) { "name a canonical code of `{list}`, not a local spelling", "请写 `{list}` 的规范代码，而不是本地写法" }
    date(text, kind) { "`{text}` is no {kind}", "`{text}` 不是有效的 {kind}" }
    date_help() { "write it as in `2026-07-01` or `2026-07-01 09:30:00`", "请写成 `2026-07-01` 或 `2026-07-01 09:30:00`" }
}
