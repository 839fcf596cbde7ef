//! What is said where a contract and the data of its system disagree.

catalogue! {
    kind(field, types, shown) { "the contract declares `{field}` as {types}, and the data hold `{shown}`", "契约将 `{field}` 声明为 {types}，而数据中有 `{shown}`" }
    held(field, types, held) { "the contract declares `{field}` as {types}, and the data hold a JSON {held}", "契约将 `{field}` 声明为 {types}，而数据中是 JSON {held}" }
    values(field, shown) { "the contract's enum of `{field}` lacks `{shown}`, which the data hold", "契约中 `{field}` 的枚举缺少数据中的 `{shown}`" }
    step(field, step, shown) { "the contract lets `{field}` go in steps of {step}, and the data hold `{shown}`", "契约规定 `{field}` 的步长为 {step}，而数据中有 `{shown}`" }
    scale(field, scale, shown) { "the contract gives `{field}` {scale} digits after the point, and the data hold `{shown}`", "契约规定 `{field}` 有 {scale} 位小数，而数据中有 `{shown}`" }
    precision(field, precision, shown) { "the contract gives `{field}` {precision} digits in all, and the data hold `{shown}`", "契约规定 `{field}` 共 {precision} 位数字，而数据中有 `{shown}`" }
    longer(field, most, length) { "the contract gives `{field}` at most {most} characters, and the data hold {length}", "契约规定 `{field}` 最多 {most} 个字符，而数据中有 {length} 个字符的值" }
    shorter(field, least, length) { "the contract gives `{field}` at least {least} characters, and the data hold {length}", "契约规定 `{field}` 至少 {least} 个字符，而数据中有 {length} 个字符的值" }
    pattern(field, pattern, shown) { "the contract's pattern of `{field}`, `{pattern}`, refuses `{shown}`, which the data hold", "契约中 `{field}` 的模式 `{pattern}` 不接受数据中的 `{shown}`" }
    format(field, format, shown) { "the contract declares `{field}` as `{format}`, and the data hold `{shown}`, which is none", "契约将 `{field}` 声明为 `{format}` 格式，而数据中的 `{shown}` 不是" }
    above(field, most, shown) { "the contract allows `{field}` up to {most}, and the data hold `{shown}`", "契约规定 `{field}` 不大于 {most}，而数据中有 `{shown}`" }
    below(field, least, shown) { "the contract allows `{field}` from {least} on, and the data hold `{shown}`", "契约规定 `{field}` 不小于 {least}，而数据中有 `{shown}`" }
    null(field) { "the contract promises a value of `{field}`, and the data lack one", "契约承诺 `{field}` 总有值，而数据中有空值" }
    absent(field) { "the contract declares `{field}`, and the data have no such field", "契约声明了 `{field}`，而数据中没有此字段" }
    unknown(field) { "the data have `{field}`, and the contract does not declare it", "数据中有 `{field}`，而契约没有声明" }
    label() { "not what the contract declares", "与契约声明不符" }
    absent_label(field) { "no `{field}` here", "此处没有 `{field}`" }
    unknown_label() { "not in the contract", "契约中没有" }
    here() { "the contract declares it here", "契约在此声明" }
    whole_here() { "the contract", "契约" }
    help(field) { "correct what the system exports as `{field}`, or change the contract to say what it sends", "请更正系统导出的 `{field}`，或让契约与实际一致" }
    absent_help(field) { "export `{field}`, or take it out of the contract", "请导出 `{field}`，或从契约中删除" }
    unknown_help(field) { "declare `{field}` in the contract, or export it no more", "请在契约中声明 `{field}`，或不再导出" }
    skipped_contract(dataset) { "the files of `{dataset}` were not compared with its contract: no contract was given", "`{dataset}` 的文件没有与其契约比对：未提供契约" }
    skipped_contract_help(dataset) { "add the contract of `{dataset}` to the paths, or correct `contract`", "请把 `{dataset}` 的契约加入路径，或更正 `contract`" }
    skipped_files(dataset) { "the contract of `{dataset}` was not compared with its files: no file was given", "`{dataset}` 的契约没有与其文件比对：未提供文件" }
    skipped_files_help(dataset) { "add the export of `{dataset}` to the paths, or correct its `files`", "请把 `{dataset}` 的导出文件加入路径，或更正其 `files`" }
}
