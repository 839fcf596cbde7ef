//! What is said of drafting a dictionary.

catalogue! {
    made(datasets, elements, fields, relations) { "drafted {datasets} datasets, {elements} new elements, {fields} fields, {relations} relations", "已起草 {datasets} 个数据集、{elements} 个新要素、{fields} 个字段、{relations} 个关系" }
    sampled(count) { "of {count} tables only the first records were looked at: `--most-records` says how many", "有 {count} 个数据表只查看了前面的记录：可用 `--most-records` 调整" }
    schemas_left_out(count) { "{count} more schemas were left out: of each contract the first 40 are drafted; name others in their datasets, such as `contract: api.yaml#Order`", "另有 {count} 个模式未起草：每个契约只起草前 40 个，其余请在数据集中指明，例如 `contract: api.yaml#Order`" }
    left_out(count) { "{count} more tables were left out: draft one system at a time, or merge this draft first and run again", "另有 {count} 个数据表未起草：请逐个系统起草，或先合并本次草稿再运行" }
    next(path) { "the draft is in `{path}`: read it, correct it, then try `dictum check --dictionary {path}`", "草稿在 `{path}`：请阅读并修改，然后运行 `dictum check --dictionary {path}`" }
    merged(path) { "drafted into `{path}`", "已起草到 `{path}`" }
    merge_impossible(path) { "nothing can be added to `{path}` where the draft belongs", "无法在 `{path}` 的相应位置写入草稿" }
    merge_impossible_help() { "write the draft to a file of its own with `--out`, and move what is needed by hand", "请用 `--out` 将草稿写入单独的文件，再手工移入所需内容" }
    merge_undone() { "the dictionary would have errors with the draft in it, so its files are as they were", "并入草稿后字典会出现错误，因此字典文件保持原样" }
    dictionary_errors() { "the dictionary has errors, so nothing was drafted beside it", "字典存在错误，因此没有起草" }
    dictionary_errors_help() { "run `dictum check` and mend it first, or leave `--dictionary` out to draft anew", "请先运行 `dictum check` 并修正，或去掉 `--dictionary` 重新起草" }
    nothing() { "nothing that was given holds records or schemas that the dictionary does not know yet", "所给文件中没有字典尚未收录的数据表或结构" }
    nothing_help() { "name exports (.csv, .xlsx, .json, …) or contracts (OpenAPI, JSON Schema, SQL, …) of a system", "请给出系统的导出文件（.csv、.xlsx、.json 等）或契约（OpenAPI、JSON Schema、SQL 等）" }
    no_id(text) { "`{text}` cannot be the id of a system", "`{text}` 不能作为系统编号" }
    no_id_help() { "use letters and digits, such as `--system tmall`", "请使用字母和数字，例如 `--system tmall`" }
    taken(path) { "`{path}` exists already, and drafts never replace anything", "`{path}` 已存在，草稿不会覆盖任何文件" }
    taken_help() { "name another file with `--out`", "请用 `--out` 指定其他文件" }
}
